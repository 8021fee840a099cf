import { useEffect } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import { Prose } from '@/components/ui/prose'

/** One action: its label, its consequence and its function. */
export interface Exit {
  readonly label: string
  readonly consequence: string
  readonly pending?: boolean
  /** It may do harm. */
  readonly danger?: boolean
  /** Why it is disabled; shown in place of the consequence. */
  readonly off?: string | null
  readonly run: () => void
}

interface ExitsProps<Name extends string> {
  readonly names: readonly Name[]
  readonly exits: Readonly<Record<Name, Exit>>
}

/** The actions, the primary one first, each with its consequence. */
export function Exits<Name extends string>({ names, exits }: ExitsProps<Name>) {
  usePressFirst()
  if (names.length === 0) return null
  return (
    <ul className="outs">
      {names.map((name, index) => {
        const { label, consequence, pending = false, danger = false, off = null, run } = exits[name]
        return (
          <li key={name}>
            <ActionButton
              size="lg"
              variant={index === 0 ? 'primary' : danger ? 'danger' : undefined}
              data-exit={index === 0 ? 'first' : undefined}
              aria-keyshortcuts={index === 0 ? 'Control+Enter' : undefined}
              pending={pending}
              off={off}
              aria-describedby={`exit-${name}`}
              onClick={run}
            >
              {label}
            </ActionButton>
            <span id={`exit-${name}`}>
              <Prose>{off ?? consequence}</Prose>
              {index === 0 && <kbd aria-hidden="true">Ctrl+Enter</kbd>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** Ctrl+Enter presses the primary button, regardless of the focus. */
function usePressFirst(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      document.querySelector<HTMLElement>('[data-exit="first"]')?.click()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
