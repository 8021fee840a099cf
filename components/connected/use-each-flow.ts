import { useEffect, useRef, useState } from 'react'
import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import { readOnce } from '@/lib/state/mirror'

/** What was computed from a revision of a flow. */
interface Known<T> {
  readonly rev: number | undefined
  readonly value: T
}

interface EachFlow<T> {
  /** By the id of the flow. */
  readonly values: ReadonlyMap<string, T>
  /** Some flows have not been read yet. */
  readonly isReading: boolean
}

/** Flows that are read before the values are shown again. */
const step = 25

/**
 * What `read` computes from each of these flows, which are read one after the other while the screen is visible.
 * A flow that changed is read again. Only the values are kept, and those of other flows are dropped.
 */
export function useEachFlow<T>(
  flows: readonly FlowSummary[],
  read: (flow: Flow) => T,
): EachFlow<T> {
  const cache = useRef(new Map<string, Known<T>>())
  const [found, setFound] = useState<EachFlow<T>>({ values: new Map(), isReading: true })
  useEffect(() => {
    const known = cache.current
    const stop = new AbortController()
    const show = (isReading: boolean) => {
      if (!stop.signal.aborted) setFound({ values: valuesOf(known), isReading })
    }
    const begun = readAll(flows, read, known, stop.signal, () => show(true))
    // After an empty list, the next one is being read from its first render on.
    void begun.then(() => show(flows.length === 0))
    return () => stop.abort()
  }, [flows, read])
  return { values: found.values, isReading: flows.length > 0 && found.isReading }
}

async function readAll<T>(
  flows: readonly FlowSummary[],
  read: (flow: Flow) => T,
  cache: Map<string, Known<T>>,
  signal: AbortSignal,
  onStep: () => void,
): Promise<void> {
  const ids = new Set(flows.map(({ id }) => id))
  for (const id of cache.keys()) if (!ids.has(id)) cache.delete(id)
  for (const [at, { id }] of flows.entries()) {
    if (signal.aborted) return
    const old = cache.get(id)
    const found = await readOnce(id, old?.rev)
    if (found && (old?.rev === undefined || found.rev !== old.rev))
      cache.set(id, { rev: found.rev, value: read(found.flow) })
    if (at % step === step - 1) onStep()
  }
}

function valuesOf<T>(known: ReadonlyMap<string, Known<T>>): ReadonlyMap<string, T> {
  return new Map([...known].map(([id, { value }]) => [id, value]))
}
