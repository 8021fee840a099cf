import { FlowList } from './flow-list'
import { FlowTable } from './flow-table'
import { NoMatch } from './no-match'
import type { FlowActs } from './use-flow-acts'
import type { List } from './use-list'
import type { Ticks } from './use-ticks'

interface ListBodyProps {
  readonly list: List
  readonly ticks: Ticks
  readonly acts: FlowActs
  readonly selectedId: string | null
  readonly isWide: boolean
  readonly onSelect: (id: string) => void
  /** Shows a flow beside the list. */
  readonly onOpen: (id: string) => void
}

/** The flows as a list or a table, or why there are none. */
export function ListBody({ isWide, onOpen, ...rest }: ListBodyProps) {
  const { list } = rest
  if (list.shown.length === 0 && list.all.length > 0) return <NoMatch list={list} />
  if (isWide) return <FlowTable {...rest} onOpen={onOpen} />
  return <FlowList {...rest} items={list.items} numbers={list.numbers} hits={list.search.hits} />
}
