import { useMemo } from 'react'
import { useEachFlow } from '@/components/connected/use-each-flow'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { searchHits, searchText, type SearchHit } from '@/lib/flow/read/search'
import { searchValues } from '@/lib/flow/read/search-values'

export interface Search {
  /** The matching values of each flow, by its id. Null while nothing is searched. */
  readonly hits: ReadonlyMap<string, readonly SearchHit[]> | null
  /** Some flows have not been read yet. */
  readonly isReading: boolean
}

const none: readonly FlowSummary[] = []

/** Searches all values of the flows. Their values are kept only while something is searched. */
export function useSearch(flows: readonly FlowSummary[], text: string): Search {
  const wanted = searchText(text)
  const { values, isReading } = useEachFlow(wanted === '' ? none : flows, searchValues)
  const hits = useMemo(() => {
    if (wanted === '') return null
    return new Map([...values].map(([id, each]) => [id, searchHits(each, wanted)]))
  }, [values, wanted])
  return { hits, isReading: wanted !== '' && isReading }
}
