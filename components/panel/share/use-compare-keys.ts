import { useEffectEvent, useEffect, type RefObject } from 'react'
import { plainKey } from '@/components/ui/keyboard'

interface CompareKeys {
  onSwap(): void
  onAll(): void
}

/** The keys of the section with a comparison: J and Shift+J move between the differences, S swaps both sides, A shows all. */
export function useCompareKeys(
  root: RefObject<HTMLElement | null>,
  { onSwap, onAll }: CompareKeys,
) {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event
    if (!(target instanceof Element) || target.closest('input, textarea, select, dialog')) return
    const key = plainKey(event)
    if (key === 'j') moveTo(root.current, event.shiftKey ? -1 : 1)
    else if (key === 's') onSwap()
    else if (key === 'a') onAll()
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  useEffect(() => {
    const element = root.current?.closest('section')
    const listen = (event: KeyboardEvent) => onKeyDown(event)
    element?.addEventListener('keydown', listen)
    return () => element?.removeEventListener('keydown', listen)
  }, [root])
}

/** Focuses the next difference, cyclically. */
function moveTo(root: HTMLElement | null, by: number): void {
  const all = [...(root?.querySelectorAll<HTMLElement>('[data-diff]') ?? [])]
  const current = all.findIndex((row) => row === document.activeElement)
  const next = current < 0 && by < 0 ? all.length - 1 : (current + by + all.length) % all.length
  all[next]?.focus()
}
