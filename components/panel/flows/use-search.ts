import { useEffect, useMemo, useRef, useState } from 'react'
import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import { searchHits, searchText, type SearchHit } from '@/lib/flow/read/search'
import { searchValues, type SearchValue } from '@/lib/flow/read/search-values'
import { readOnce } from '@/lib/state/mirror'

export interface Search {
  /** The matching values of each flow, by its id. Null while nothing is searched. */
  readonly hits: ReadonlyMap<string, readonly SearchHit[]> | null
  /** Some flows have not been read yet. */
  readonly isReading: boolean
}

interface Known {
  readonly flow: Flow
  readonly rev: number | undefined
  readonly values: readonly SearchValue[]
}

/** Flows that are read before the results are shown again. */
const step = 25

/** Searches all values of the flows. Their values are kept only while something is searched. */
export function useSearch(flows: readonly FlowSummary[], text: string): Search {
  const wanted = searchText(text)
  const { known, isReading } = useValues(wanted === '' ? none : flows)
  const hits = useMemo(() => {
    if (wanted === '') return null
    return new Map([...known].map(([id, { values }]) => [id, searchHits(values, wanted)]))
  }, [known, wanted])
  return { hits, isReading: wanted !== '' && isReading }
}

const none: readonly FlowSummary[] = []

interface Values {
  readonly known: ReadonlyMap<string, Known>
  readonly isReading: boolean
}

const nothing: Values = { known: new Map(), isReading: true }

/** The values of these flows, read one after the other. A flow that changed is read again. */
function useValues(flows: readonly FlowSummary[]): Values {
  const cache = useRef(new Map<string, Known>())
  const [values, setValues] = useState(nothing)
  useEffect(() => {
    const read = cache.current
    const stop = new AbortController()
    const show = (isReading: boolean) => {
      if (!stop.signal.aborted) setValues({ known: new Map(read), isReading })
    }
    if (flows.length === 0) read.clear()
    void readAll(flows, read, stop.signal, () => show(true)).then(() => show(flows.length === 0))
    return () => stop.abort()
  }, [flows])
  return values
}

async function readAll(
  flows: readonly FlowSummary[],
  cache: Map<string, Known>,
  signal: AbortSignal,
  onStep: () => void,
): Promise<void> {
  for (const [at, { id }] of flows.entries()) {
    if (signal.aborted) return
    const old = cache.get(id)
    const read = await readOnce(id, old?.rev)
    if (read && read.flow !== old?.flow) cache.set(id, { ...read, values: searchValues(read.flow) })
    if (at % step === step - 1) onStep()
  }
}
