import type { Flow } from '@/lib/flow/flow'
import { isThirdParty, mayStart } from '@/lib/flow/flow-budget'
import type { Change } from '@/lib/flow/step'
import type { DroppedFlows } from './state'
import type { Data } from './store'

/** The count with flows that were dropped, or were not kept at all. */
export function withDropped(count: DroppedFlows, flows: readonly Flow[]): DroppedFlows {
  const thirdParty = flows.filter(isThirdParty).length
  return {
    own: count.own + flows.length - thirdParty,
    thirdParty: count.thirdParty + thirdParty,
  }
}

/** Whether a change starts a flow, and not in the place of another. */
export function isStart(
  { live }: Data,
  { flow, absorbed }: Pick<Change, 'flow' | 'absorbed'>,
): boolean {
  return absorbed === null && !live.some(({ id }) => id === flow.id)
}

/** Whether a change starts a flow where a page has just started many. */
export function isRefused(data: Data, change: Pick<Change, 'flow' | 'absorbed'>): boolean {
  return isStart(data, change) && !mayStart(data.live, change.flow)
}
