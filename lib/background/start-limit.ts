import { isSameWindow, mayStart, type Start } from '@/lib/flow/reduce/flow-budget'
import type { Change } from '@/lib/flow/reduce/change'
import type { Data } from '@/lib/storage/data'

/** Whether a change starts a flow without replacing an existing one. */
function isStart({ facts }: Data, { flow, absorbed }: Pick<Change, 'flow' | 'absorbed'>): boolean {
  return absorbed === null && !facts.has(flow.id)
}

/** The maximum number of remembered starts, including those of dropped flows. */
const maxRemembered = 1_000

export type IsRefused = (data: Data, change: Pick<Change, 'flow' | 'absorbed'>) => boolean

/**
 * Whether a change starts a flow although the page has just started many. Flows that were dropped
 * immediately count as well: a page that has used up its share must stay limited. While storage is full, an
 * event may be processed twice, and its start then counts twice.
 */
export function createStartLimit(): IsRefused {
  let started: readonly Start[] = []
  return (data, change) => {
    if (!isStart(data, change)) return false
    const { id, tabId, initiator = null, matchedBy, createdAt } = change.flow
    const start: Start = { id, tabId, initiator, matchedBy, createdAt }
    const recent = started.filter((other) => isSameWindow(other, start))
    const droppedStarts = recent.filter((other) => !data.facts.has(other.id))
    if (!mayStart([...data.facts.values(), ...droppedStarts], start)) return true
    started = [...recent, start].slice(-maxRemembered)
    return false
  }
}
