import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
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
  const waits = (flow: Flow) => flow.hold && responsesOf(flow).length === 0
  return profilesOf(data).some(({ hold }) => hold) || data.live.some(waits)
}
