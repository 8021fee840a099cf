import { useState } from 'react'

/** The flows that are selected for an action on several. */
export interface Ticks {
  readonly ids: ReadonlySet<string>
  toggle(id: string): void
  /** Ticks the flows from the current one to another one. */
  extend(ids: readonly string[], from: string, to: string): void
  set(ids: readonly string[]): void
  clear(): void
}

/** Flows that disappear are not ticked any more. */
export function useTicks(present: readonly { readonly id: string }[]): Ticks {
  const [all, setAll] = useState<ReadonlySet<string>>(new Set())
  const ids = new Set(present.flatMap(({ id }) => (all.has(id) ? [id] : [])))
  return {
    ids,
    toggle: (id) =>
      setAll(new Set(ids.has(id) ? [...ids].filter((one) => one !== id) : [...ids, id])),
    extend: (order, from, to) => {
      const [start = 0, end = 0] = [order.indexOf(from), order.indexOf(to)].toSorted(
        (a, b) => a - b,
      )
      setAll(new Set([...ids, ...order.slice(Math.max(0, start), end + 1)]))
    },
    set: (wanted) => setAll(new Set(wanted)),
    clear: () => setAll(new Set()),
  }
}
