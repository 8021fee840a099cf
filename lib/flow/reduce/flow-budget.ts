import type { Flow } from '@/lib/flow/model/flow'
import type { MatchReason } from '@/lib/model/match-reason'
import { responsesOf } from '@/lib/flow/read/find-response'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { isThirdParty } from '@/lib/flow/read/third-party'
import type { FlowFacts } from '@/lib/flow/model/flow-facts'
import { ranks, type Rank } from '@/lib/flow/model/rank'
import { maxOwnFlows } from '@/lib/model/bounds'

/** Maximum number of flows, and octets of their JSON. */
interface Budget {
  readonly flows: number
  readonly octets: number
}

/** The share of third-party flows: those of one tab, and all of them. */
export const tabBudget: Budget = { flows: 100, octets: 2_000_000 }
export const thirdPartyBudget: Budget = { flows: 300, octets: 6_000_000 }

/** For the tester's flows and flows with tokens. Only the storage limits their size. */
const ownBudget: Budget = { flows: maxOwnFlows, octets: Infinity }

/** Number of flows that one origin may start in one tab within `startWindow`, in milliseconds. */
export const maxStarts = 20
const startWindow = 10_000

/** The highest rank of each class. Within a class, a lower rank makes room for a higher one. */
const classes: readonly Rank[] = [ranks.unknown, ranks.answered, ranks.withTokens, ranks.live]

/** What decides whether a flow is kept. */
type Budgeted = Pick<
  FlowFacts,
  'id' | 'createdAt' | 'tabId' | 'initiator' | 'octets' | 'rank' | 'kept'
>

/** Octets of a flow's JSON in UTF-8. */
export function sizeOf(flow: Flow): number {
  return new TextEncoder().encode(JSON.stringify(flow)).length
}

/** How important a flow is. */
export function rankOf(flow: Flow): Rank {
  if (flow.pinned) return ranks.live
  if (flow.imported) return ranks.own
  if (isTesters(flow)) {
    if (flow.tokens.some(({ state }) => state === 'live')) return ranks.live
    return isWaiting(flow) ? ranks.waiting : ranks.own
  }
  if (flow.tokens.length > 0) return ranks.withTokens
  if (flow.matchedBy === 'unsolicited' || flow.profileId === null) return ranks.unknown
  return responsesOf(flow).length > 0 ? ranks.answered : ranks.thirdParty
}

/**
 * Whether a flow belongs to the tester: Parley started, pushed or opened it, it is the first use of a stored
 * request, or the tester has acted in it. Flows started by pages never displace it.
 */
function isTesters(flow: Flow): boolean {
  return (
    (!flow.reusesRequest && !isThirdParty(flow)) ||
    flow.hold ||
    flow.messages.some((message) => isActOfTester(flow, message))
  )
}

function isActOfTester({ reusesRequest }: Flow, message: OAuthMessage): boolean {
  if (message.kind === 'authorization-response' && (message.hold?.releases.length ?? 0) > 0)
    return true
  // A stored request adds a copy of its PAR response to each flow that uses it.
  if (reusesRequest && message.kind === 'par-response') return false
  return message.source === 'parley' || message.source === 'pasted'
}

function isWaiting({ messages, requestUri }: Flow): boolean {
  const kinds = new Set(messages.map(({ kind }) => kind))
  const isEnded = kinds.has('authorization-response') || kinds.has('token-response')
  return !isEnded && (requestUri !== null || kinds.has('authorization-request'))
}

/** Whether a flow is dropped before all flows of the tester. */
export function isDroppedFirst({ rank }: Pick<Budgeted, 'rank'>): boolean {
  return rank < ranks.own
}

/** What is stored, and how much may be. */
export interface FlowUse {
  /** Flows that are kept beyond the browser session. They are not in the other counts. */
  readonly kept: number
  readonly own: number
  readonly maxOwn: number
  readonly thirdParty: number
  readonly maxThirdParty: number
  /** Octets of the JSON of all flows. */
  readonly octets: number
}

export function flowUseOf(flows: readonly Pick<Budgeted, 'rank' | 'octets' | 'kept'>[]): FlowUse {
  const others = flows.filter(({ kept }) => !kept)
  const thirdParty = others.filter(isDroppedFirst).length
  return {
    kept: flows.length - others.length,
    own: others.length - thirdParty,
    maxOwn: ownBudget.flows,
    thirdParty,
    maxThirdParty: thirdPartyBudget.flows,
    octets: octetsOf(flows),
  }
}

const octetsOf = (flows: readonly Pick<Budgeted, 'octets'>[]) =>
  flows.reduce((sum, { octets }) => sum + octets, 0)

type Key = (flow: { readonly tabId: number | null; readonly initiator?: string | null }) => string

const tabOf: Key = ({ tabId }) => String(tabId)
const originOf: Key = ({ initiator }) => initiator ?? ''
const noGroup: Key = () => ''

/**
 * Flows in order of importance: by rank, and within a rank in rounds, first the newest of every group, then
 * the second newest of every group. A group with many flows displaces only its own.
 */
function inOrder<T extends Budgeted>(flows: readonly T[], groupOf: Key): readonly T[] {
  const turns = new Map<string, number>()
  return flows
    .toSorted((a, b) => b.rank - a.rank || b.createdAt - a.createdAt)
    .map((flow) => {
      const group = `${flow.rank} ${groupOf(flow)}`
      const turn = turns.get(group) ?? 0
      turns.set(group, turn + 1)
      return { flow, turn }
    })
    .toSorted((a, b) => b.flow.rank - a.flow.rank || a.turn - b.turn)
    .map(({ flow }) => flow)
}

/** The most important flows that fit into a budget. Sorts them only if not all of them fit. */
function within<T extends Budgeted>(
  { flows: count, octets }: Budget,
  flows: readonly T[],
  groupOf: Key,
): readonly T[] {
  if (flows.length <= count && octetsOf(flows) <= octets) return flows
  let room = octets
  const fitting = inOrder(flows, groupOf).filter((flow) => {
    if (flow.octets > room) return false
    room -= flow.octets
    return true
  })
  return fitting.slice(0, count)
}

/** The flows that fit into the budgets, in no particular order, and those that are kept. */
export function retainedFlows<T extends Budgeted>(flows: readonly T[]): readonly T[] {
  const [kept, others] = [flows.filter((flow) => flow.kept), flows.filter((flow) => !flow.kept)]
  const pages = others.filter((flow) => flow.rank < ranks.withTokens)
  const protectedFlows = others.filter((flow) => flow.rank >= ranks.withTokens)
  const inTabs = [...Map.groupBy(pages, tabOf).values()].flatMap((ofTab) =>
    within(tabBudget, ofTab, originOf),
  )
  return [
    ...kept,
    ...within(ownBudget, protectedFlows, noGroup),
    ...within(thirdPartyBudget, inTabs, tabOf),
  ]
}

/**
 * The flows to drop when storage is full, the lowest ranks first, but never one of a higher class than the
 * written flows, nor one that is kept. Frees about a quarter of the size of the written flows, because the caller then tries again.
 * Empty if nothing may be dropped.
 */
export function flowsToDrop<T extends Budgeted>(
  flows: readonly T[],
  written: ReadonlySet<string>,
  isTester: boolean,
): readonly T[] {
  const put = flows.filter(({ id }) => written.has(id))
  const highest = Math.max(isTester ? ranks.live : 0, ...put.map(({ rank }) => rank))
  const limit = classes.find((top) => highest <= top) ?? ranks.live
  const candidates = inOrder(
    flows.filter((flow) => !written.has(flow.id) && !flow.kept && flow.rank <= limit),
    tabOf,
  ).toReversed()
  const part = put.reduce((sum, flow) => sum + flow.octets, 0) / 4
  let freed = 0
  return candidates.filter((flow) => {
    if (freed > part) return false
    freed += flow.octets
    return true
  })
}

/** Match reasons of flows that were not started in Parley. */
const byPages: ReadonlySet<MatchReason> = new Set([
  'request_uri',
  'endpoint',
  'shape',
  'unsolicited',
  'devtools',
])

/** The time and place at which a flow started. */
export type Start = Pick<Flow, 'id' | 'tabId' | 'initiator' | 'matchedBy' | 'createdAt'>

/** Whether two flows started within the same period of `startWindow`. */
export function isSameWindow(a: Start, b: Start): boolean {
  return Math.abs(a.createdAt - b.createdAt) < startWindow
}

/** Whether a flow may start. Not if its origin has just started too many flows in its tab. */
export function mayStart(flows: readonly Start[], flow: Start): boolean {
  const recent = flows.filter(
    (other) =>
      other.tabId === flow.tabId &&
      originOf(other) === originOf(flow) &&
      byPages.has(other.matchedBy) &&
      isSameWindow(flow, other),
  )
  return recent.length < maxStarts
}
