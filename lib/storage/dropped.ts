import type { Flow } from '@/lib/flow/model/flow'
import { isDroppedFirst } from '@/lib/flow/reduce/flow-budget'
import type { DroppedFlows } from './state'

/** The count after these flows were dropped, or were not stored at all. */
export function withDropped(count: DroppedFlows, flows: readonly Flow[]): DroppedFlows {
  const thirdParty = flows.filter(isDroppedFirst).length
  return {
    own: count.own + flows.length - thirdParty,
    thirdParty: count.thirdParty + thirdParty,
  }
}
