import { useRef, type KeyboardEvent, type ReactNode } from 'react'

export interface Tab<V extends string> {
  readonly value: V
  readonly label: string
  /** Behind the label, such as a count. */
  readonly after?: ReactNode
  /** Why the tab cannot be opened; absent if it can. */
  readonly off?: string
}

interface TabsProps<V extends string> {
  /** The tabs have the ids `<name>-tab-<value>`, and the open one controls `<name>-panel`. */
  readonly name: string
  readonly label: string
  readonly tabs: readonly Tab<V>[]
  readonly value: V
  readonly onTab: (tab: V) => void
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 }

/** The value of the tab `by` steps away that can be opened, cyclically. */
export function neighbourTab<V extends string>(
  tabs: readonly Pick<Tab<V>, 'value' | 'off'>[],
  value: V,
  by: number,
): V {
  const open = tabs.filter(({ off }) => off === undefined).map((tab) => tab.value)
  return open.at((open.indexOf(value) + by) % open.length) ?? value
}

/** A list of tabs with one tab stop; the arrow keys open the neighbours. */
export function Tabs<V extends string>({ name, label, tabs, value, onTab }: TabsProps<V>) {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = steps[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = neighbourTab(tabs, value, by)
    onTab(next)
    list.current?.querySelector<HTMLElement>(`#${name}-tab-${next}`)?.focus()
  }
  return (
    <div
      ref={list}
      className="tabs"
      role="tablist"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={onKeyDown}
    >
      {tabs.map((tab) => {
        const isOpen = tab.value === value
        return (
          <button
            key={tab.value}
            id={`${name}-tab-${tab.value}`}
            type="button"
            role="tab"
            className="tab"
            aria-selected={isOpen}
            aria-controls={isOpen ? `${name}-panel` : undefined}
            aria-disabled={tab.off !== undefined || undefined}
            title={tab.off}
            tabIndex={isOpen ? 0 : -1}
            onClick={() => tab.off === undefined && onTab(tab.value)}
          >
            {tab.label}
            {tab.after}
          </button>
        )
      })}
    </div>
  )
}
