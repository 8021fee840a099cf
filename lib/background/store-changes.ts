import type { Data } from '@/lib/storage/data'
import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import type { FlowFacts } from '@/lib/flow/model/flow-facts'
import { factsOf } from '@/lib/flow/reduce/flow-facts'
import { flowsToDrop, retainedFlows } from '@/lib/flow/reduce/flow-budget'
import { latestViewOf } from '@/lib/flow/read/latest-view'
import { nameAmong, namingOf } from '@/lib/flow/read/flow-name'
import { latestOf, summarise } from '@/lib/flow/read/summary'
import { isUnopened } from '@/lib/judge/open-message'
import type { Profile } from '@/lib/oauth/profile'
import { withDropped } from '@/lib/storage/dropped'
import { changedParts, newestFirst, recordKey } from '@/lib/storage/flow-index'
import { profileOf } from '@/lib/storage/select'
import type { LocalState, MetadataRecord, SessionState } from '@/lib/storage/state'

/** Changes of flows, and of what is stored for this browser session. */
export interface FlowChanges extends Partial<SessionState> {
  readonly putFlows?: readonly Flow[]
  readonly dropFlows?: readonly string[]
  /** A tab that was closed, to be noted in the index entries of its flows. */
  readonly closedTab?: number
}

/** The changes of a task, all written before the task continues. */
export interface Changes extends FlowChanges, Partial<LocalState> {
  readonly putMetadata?: MetadataRecord
  readonly dropMetadata?: string
}

/** A flow and what is written for it. */
interface PutFlow {
  readonly flow: Flow
  readonly facts: FlowFacts
  readonly text: string
}

/** Changes whose flows have their text and their index entry. */
export interface Prepared extends Omit<Changes, 'putFlows'> {
  readonly puts: readonly PutFlow[]
}

export function prepare(data: Data, { putFlows = [], ...changes }: Changes): Prepared {
  return { ...changes, puts: putFlows.map((flow) => putOf(data, flow)) }
}

function putOf(data: Data, flow: Flow): PutFlow {
  const text = JSON.stringify(flow)
  const known = data.facts.get(flow.id)
  const facts = factsOf(flow, {
    rev: (known?.rev ?? 0) + 1,
    octets: new TextEncoder().encode(text).length,
    more: flow.messages.some((message) => isUnopened(message, flow)) ? ['unopened'] : [],
  })
  const tabClosed = flow.tabClosed || (known?.tabClosed === true && known.tabId === flow.tabId)
  return { flow, facts: { ...facts, tabClosed }, text }
}

/** What a change writes. */
export interface Writes {
  readonly next: Data
  readonly session: Readonly<Record<string, unknown>>
  /** The flows that are kept. */
  readonly puts: readonly PutFlow[]
  /** The keys of obsolete flow records. */
  readonly obsolete: readonly string[]
  readonly gone: readonly string[]
}

/** The state after a change, and what has to be written. */
export function writesOf(data: Data, changes: Prepared): Writes {
  const { puts, dropFlows = [], closedTab, putMetadata, dropMetadata, ...plain } = changes
  const { profiles: _, settings: __, keys: ___, templates: ____, ...synced } = plain
  const { savedRequests: _____, savedCalls: ______, flows: _______, ...session } = synced
  const isFlowChange =
    puts.length + dropFlows.length > 0 || plain.flows !== undefined || closedTab !== undefined
  const { surplus, changed } = isFlowChange ? flowsAfter(data, changes) : unchanged(data)
  const { flows, facts, ...others } = changed
  const kept = puts.filter(({ flow }) => !surplus.has(flow.id))
  const latest = { latest: data.latest, ...plain, ...changed }.latest
  const view = latestViewAfter(data, latest, kept)
  const next: Data = {
    ...data,
    ...plain,
    ...changed,
    ...view,
    metadata: metadataAfter(data, changes),
  }
  const gone = [...dropFlows, ...surplus]
  const replaced = [...gone, ...kept.map(({ flow }) => flow.id)]
  return {
    next,
    session: { ...session, ...others, ...view, ...changedParts(data, { flows, facts }) },
    puts: kept,
    obsolete: replaced.flatMap((id) => data.facts.get(id) ?? []).map(recordKey),
    gone,
  }
}

/** The view of the flow with the newest response, if it differs. It is written together with the flow. */
function latestViewAfter(
  data: Data,
  latest: string | null,
  puts: readonly PutFlow[],
): Partial<Pick<SessionState, 'latestView'>> {
  const put = puts.find(({ flow }) => flow.id === latest)
  if (put) return { latestView: latestViewOf(put.flow, put.facts.octets) }
  return latest === data.latest ? {} : { latestView: null }
}

function unchanged({ flows, facts }: Data) {
  return { surplus: new Set<string>(), changed: { flows, facts } }
}

function metadataAfter({ metadata }: Data, { putMetadata, dropMetadata }: Prepared) {
  return Object.fromEntries([
    ...Object.entries(metadata).filter(
      ([id]) => id !== dropMetadata && id !== putMetadata?.profileId,
    ),
    ...(putMetadata ? [[putMetadata.profileId, putMetadata] as const] : []),
  ])
}

/** The flows after a change, without those beyond the limit. */
function flowsAfter(data: Data, { puts, dropFlows = [], closedTab, ...session }: Prepared) {
  const dropped = new Set(dropFlows)
  const put = new Map(puts.map(({ facts }) => [facts.id, facts]))
  const isOther = ({ id }: { readonly id: string }) => !put.has(id) && !dropped.has(id)
  const others = [...data.facts.values()].filter(isOther)
  const all = [
    ...put.values(),
    ...others.map((facts) =>
      facts.tabId === closedTab && !facts.tabClosed ? { ...facts, tabClosed: true } : facts,
    ),
  ]
  const kept = new Set(retainedFlows(all))
  const excess = all.filter((facts) => !kept.has(facts))
  const surplus = new Set(excess.map(({ id }) => id))
  const rows = (session.flows ?? data.flows).filter(({ id }) => data.facts.has(id))
  const flows = [
    ...puts.map(({ flow }) => rowOf(rows, flow, profileOf(data, flow.profileId))),
    ...rows.filter(isOther),
  ]
  const keptRows = newestFirst(flows.filter(({ id }) => !surplus.has(id)))
  const latest = session.latest === undefined ? data.latest : session.latest
  return {
    surplus,
    changed: {
      flows: keptRows,
      facts: new Map([...kept].map((facts) => [facts.id, facts])),
      ...(excess.length > 0 && { dropped: withDropped(session.dropped ?? data.dropped, excess) }),
      ...(surplus.has(latest ?? '') && { latest: latestOf(keptRows, data.latest) }),
      // A response that is not kept does not count as new.
      ...(surplus.has(session.latest ?? '') && { hasNewResponse: data.hasNewResponse }),
    },
  }
}

/** The row of a flow. A removed flow stays removed, even if a later message arrives. */
function rowOf(rows: readonly FlowSummary[], flow: Flow, usual: Profile | null): FlowSummary {
  const removedAt = rows.find(({ id }) => id === flow.id)?.removedAt
  return {
    ...summarise(flow),
    name: nameAmong(rows, flow, namingOf(flow, usual)),
    ...(removedAt === undefined ? {} : { removedAt }),
  }
}

/** The state after flows were dropped to make room for a change; null if none may be dropped for it. */
export function withRoom(data: Data, { puts, requests }: Prepared): Writes | null {
  const put = new Set(puts.map(({ flow }) => flow.id))
  const others = [...data.facts.values()].filter(({ id }) => !put.has(id))
  const all = [...puts.map(({ facts }) => facts), ...others]
  const excess = flowsToDrop(all, put, requests !== undefined)
  if (excess.length === 0) return null
  const gone = new Set(excess.map(({ id }) => id))
  const flows = data.flows.filter(({ id }) => !gone.has(id))
  const facts = new Map([...data.facts].filter(([id]) => !gone.has(id)))
  const latest = gone.has(data.latest ?? '') ? latestOf(flows, data.latest) : data.latest
  const dropped = withDropped(data.dropped, excess)
  const view = latestViewAfter(data, latest, [])
  return {
    next: { ...data, flows, facts, latest, dropped, ...view },
    session: { latest, dropped, ...view, ...changedParts(data, { flows, facts }) },
    puts: [],
    obsolete: excess.map(recordKey),
    gone: [...gone],
  }
}
