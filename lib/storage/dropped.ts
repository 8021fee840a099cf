import type { FlowFacts } from '@/lib/flow/model/flow-facts'
import { isDroppedFirst } from '@/lib/flow/reduce/flow-budget'
import type { DroppedFlows } from './state'

/** The count after these flows were dropped, or were not stored at all. */
export function withDropped(
  count: DroppedFlows,
  flows: readonly Pick<FlowFacts, 'rank'>[],
): DroppedFlows {
  const thirdParty = flows.filter(isDroppedFirst).length
  return {
    own: count.own + flows.length - thirdParty,
    thirdParty: count.thirdParty + thirdParty,
  }
}
