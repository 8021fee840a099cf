import type { FlowSummary } from '@/lib/flow/model/flow'
import { matchesFilter } from '@/components/panel/message/flow-text'

/** A row of the list: a flow, or a placeholder for flows that were cleared together. */
export type FlowItem =
  | { readonly kind: 'flow'; readonly id: string; readonly flow: FlowSummary }
  | {
      readonly kind: 'cleared'
      readonly id: string
      readonly count: number
      readonly removedAt: number
    }

/** The rows of the list, newest first. */
export function flowItems(flows: readonly FlowSummary[], filter: string): readonly FlowItem[] {
  const found = flows
    .filter((flow) => matchesFilter(flow, filter))
    .toSorted((a, b) => b.createdAt - a.createdAt)
  const removals = Map.groupBy(found, ({ removedAt }) => removedAt)
  const seen = new Set<number>()
  return found.flatMap((flow): readonly FlowItem[] => {
    const { id, removedAt } = flow
    const together = removedAt === undefined ? 1 : (removals.get(removedAt)?.length ?? 1)
    if (removedAt === undefined || together === 1) return [{ kind: 'flow', id, flow }]
    if (seen.has(removedAt)) return []
    seen.add(removedAt)
    return [{ kind: 'cleared', id: `cleared:${removedAt}`, count: together, removedAt }]
  })
}

/** The selectable flows of the list, in its order. */
export function liveFlows(items: readonly FlowItem[]): readonly FlowSummary[] {
  return items.flatMap((item) =>
    item.kind === 'flow' && item.flow.removedAt === undefined ? [item.flow] : [],
  )
}

/** The last removed flow, or several that were cleared together; undefined without a removal. */
export function lastRemoved(items: readonly FlowItem[]): FlowItem | undefined {
  return items
    .filter((item) => removalOf(item) > 0)
    .toSorted((a, b) => removalOf(b) - removalOf(a))[0]
}

function removalOf(item: FlowItem): number {
  return (item.kind === 'flow' ? item.flow.removedAt : item.removedAt) ?? 0
}
