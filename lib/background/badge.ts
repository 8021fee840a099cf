import type { FlowFacts } from '@/lib/flow/model/flow-facts'
import { profilesOf } from '@/lib/storage/select'
import type { Badge, Ports } from './ports'
import type { Data } from '@/lib/storage/data'

/** Keeps the toolbar icon in line with the state. Calls the browser only after a change. */
export function createBadge(ports: Ports) {
  let shown: Badge | undefined
  return async (data: Data): Promise<void> => {
    const badge = { waiting: data.hasNewResponse, holding: isHolding(data) }
    if (shown?.waiting === badge.waiting && shown.holding === badge.holding) return
    shown = badge
    await ports.showBadge(badge)
  }
}

function isHolding(data: Data): boolean {
  const waits = ({ marks }: FlowFacts) => marks.includes('hold') && marks.includes('waiting')
  return profilesOf(data).some(({ hold }) => hold) || [...data.facts.values()].some(waits)
}
