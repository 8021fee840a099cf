import { useDeferredValue, useMemo, useState } from 'react'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { filterCount, noFilter, passesFilter, type FlowFilter } from '@/lib/flow/read/flow-filter'
import { searchText } from '@/lib/flow/read/search'
import { useToday } from '@/components/ui/time'
import { t } from '@/lib/i18n'
import { flowItems, foundItems, liveFlows, type FlowItem } from './flow-items'
import { flowNumbers, rowContains } from '@/components/ui/flow-text'
import { useSearch, type Search } from './use-search'

/** The flows of the list, and what limits them. */
export interface List {
  /** All flows that are not removed. */
  readonly all: readonly FlowSummary[]
  /** Those that are shown, in their order. */
  readonly shown: readonly FlowSummary[]
  readonly items: readonly FlowItem[]
  readonly numbers: ReadonlyMap<string, number>
  readonly search: Search
  readonly text: string
  setText(text: string): void
  readonly filter: FlowFilter
  setFilter(filter: FlowFilter): void
  /** What limits the list in words; null if nothing does. */
  readonly limit: string | null
  /** Shows all flows again. */
  clear(): void
}

export function useList(flows: readonly FlowSummary[]): List {
  const [text, setText] = useState('')
  const [filter, setFilter] = useState(noFilter)
  const now = useToday()
  const all = useMemo(() => liveFlows(flows), [flows])
  const numbers = useMemo(() => flowNumbers(all), [all])
  const wanted = useDeferredValue(text)
  const search = useSearch(all, wanted)
  const shown = useMemo(() => {
    const lower = searchText(wanted)
    const isFound = (flow: FlowSummary) =>
      lower === '' || (search.hits?.get(flow.id)?.length ?? 0) > 0 || rowContains(flow, lower)
    return all.filter((flow) => passesFilter(flow, filter) && isFound(flow))
  }, [all, filter, search, wanted])
  const items = useMemo(() => {
    if (search.hits === null) return flowItems(shown, now)
    return shown.length === 0 ? [] : foundItems(shown, foundText(shown, search))
  }, [shown, search, now])
  return {
    all,
    shown,
    items,
    numbers,
    search,
    text,
    setText,
    filter,
    setFilter,
    limit: limitText(text, filter),
    clear: () => {
      setText('')
      setFilter(noFilter)
    },
  }
}

/** "4 flows, 6 values" */
function foundText(shown: readonly FlowSummary[], { hits }: Search): string {
  const values = shown.reduce((sum, { id }) => sum + (hits?.get(id)?.length ?? 0), 0)
  return `${t('panel.flows.count', shown.length)}, ${t('panel.flows.values', values)}`
}

function limitText(text: string, filter: FlowFilter): string | null {
  const count = filterCount(filter)
  const parts = [
    ...(searchText(text) === '' ? [] : [`“${text.trim()}”`]),
    ...(count === 0 ? [] : [t('panel.flows.filter_count', count)]),
  ]
  return parts.length === 0 ? null : parts.join(', ')
}
