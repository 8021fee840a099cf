import type { FlowSummary } from '@/lib/flow/model/flow'
import { dayOf, midnight } from '@/components/ui/format'
import { t } from '@/lib/i18n'

/** An entry of the list: the heading of a group, or a flow. */
export type FlowItem =
  | { readonly kind: 'group'; readonly id: string; readonly title: string; readonly count: number }
  | { readonly kind: 'flow'; readonly id: string; readonly flow: FlowSummary }

/** The flows that are not removed: the pinned ones first, then the newest. */
export function liveFlows(flows: readonly FlowSummary[]): readonly FlowSummary[] {
  return flows
    .filter(({ removedAt }) => removedAt === undefined)
    .toSorted(
      (a, b) => Number(b.pinned ?? false) - Number(a.pinned ?? false) || b.createdAt - a.createdAt,
    )
}

/** The flows below the headings of their groups: pinned, then each day. */
export function flowItems(flows: readonly FlowSummary[], now: number): readonly FlowItem[] {
  const groups = Map.groupBy(flows, ({ pinned, createdAt }) =>
    pinned ? 'pinned' : midnight(createdAt),
  )
  return [...groups].flatMap(([group, members]): readonly FlowItem[] => [
    {
      kind: 'group',
      id: `group ${group}`,
      title: group === 'pinned' ? t('panel.flows.pinned') : dayOf(group, now),
      count: members.length,
    },
    ...members.map((flow): FlowItem => ({ kind: 'flow', id: flow.id, flow })),
  ])
}

/** The flows of a search below one heading. */
export function foundItems(flows: readonly FlowSummary[], title: string): readonly FlowItem[] {
  return [
    { kind: 'group', id: 'group', title, count: 0 },
    ...flows.map((flow): FlowItem => ({ kind: 'flow', id: flow.id, flow })),
  ]
}

/** The flows that were removed last: one, or several together. */
export function lastRemoved(flows: readonly FlowSummary[]): readonly FlowSummary[] {
  const last = Math.max(0, ...flows.map(({ removedAt = 0 }) => removedAt))
  return last === 0 ? [] : flows.filter(({ removedAt }) => removedAt === last)
}
