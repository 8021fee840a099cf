import { isSave } from '@/components/connected/use-share-keys'
import { takesLetters } from '@/components/ui/keyboard'
import { useKeyDown } from '@/components/ui/use-key-down'
import type { FlowTasks } from './flow-tasks'
import type { Ticks } from './use-ticks'

interface ScreenKeys {
  readonly tasks: FlowTasks
  readonly ticks: Ticks
  /** The flow that is shown. */
  readonly currentId: string | undefined
  /** Nothing is left to close. */
  onEscape(element: HTMLElement): void
  onFind(): void
}

/** The keys of the flows: `Escape` closes or clears, Ctrl+S saves, `I` imports, `/` searches. */
export function useScreenKeys({ tasks, ticks, currentId, onEscape, onFind }: ScreenKeys) {
  return useKeyDown<HTMLDivElement>((event, element) => {
    if (isEscape(event)) {
      if (tasks.open) tasks.close()
      else if (ticks.ids.size > 0) ticks.clear()
      else onEscape(element)
      return
    }
    if (isSave(event) && currentId !== undefined && tasks.open === null) {
      event.preventDefault()
      return tasks.save(currentId)
    }
    if (!takesLetters(event)) return
    if (event.key.toLowerCase() === 'i') return tasks.picker.current?.click()
    if (event.key !== '/') return
    event.preventDefault()
    onFind()
  })
}

/** A field has its own Escape. */
const isEscape = ({ key, target, defaultPrevented }: KeyboardEvent) =>
  key === 'Escape' && !defaultPrevented && !(target instanceof HTMLInputElement)
