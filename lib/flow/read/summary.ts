import { statusOf, worstOf } from '@/lib/model/status'
import type { Status } from '@/lib/model/rule-result'
import { isBodyGone, isSuccess } from './endpoint-response'
import type { Flow, FlowSummary, Outcome } from '@/lib/flow/model/flow'
import { loginEndOf, type LoginEnd } from './login-end'
import { param } from '@/lib/model/params'
import type { EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import { messageDelivery } from './message-delivery'
import { membersOf } from './response-members'
import { jsonObjectOf } from '@/lib/model/json'
import { tokenKinds } from '@/lib/model/token-kinds'
import { isThirdParty, mayBeUsedUnseen } from './third-party'

/** Where a flow stands, and the error code that the server sent. */
interface Standing extends Pick<FlowSummary, 'outcome' | 'error'> {
  /** What ended the login, where something did. */
  readonly end?: LoginEnd
}

/** What a list shows of a flow. */
export function summarise(flow: Flow): FlowSummary {
  const { outcome, error, end } = standingOf(flow)
  const advice = end?.request.advice?.[0]
  const results = flow.messages.flatMap((message) => message.results)
  const unusable = flow.messages.filter(
    (message) => 'issues' in message && message.issues.length > 0,
  )
  const count = (status: Status) => results.filter((result) => statusOf(result) === status).length
  return {
    id: flow.id,
    profileId: flow.profileId,
    issuer: flow.issuer,
    clientId: flow.clientId,
    createdAt: flow.createdAt,
    updatedAt: flow.updatedAt,
    outcome,
    error,
    ...(flow.storedRequestId === null ? {} : { storedRequestId: flow.storedRequestId }),
    ...(advice === undefined ? {} : { advice }),
    status: unusable.length > 0 ? 'fail' : statusOfFlow(outcome, worstOf(results)),
    failed: count('fail') + unusable.length,
    warned: count('warn'),
  }
}

type Reader = (message: OAuthMessage, flow: Flow) => Standing | null

/** What each message says of the whole, the one that says most first. */
const readers: readonly Reader[] = [
  (message) =>
    message.kind === 'token-response' ? ended(message, tokenKinds, 'tokens', 'token-error') : null,
  (message, flow) => {
    if (message.kind !== 'authorization-response') return null
    const error = param(membersOf(message), 'error') ?? null
    if (message.hold?.state === 'held') return { outcome: 'held', error }
    if (error !== null) return { outcome: 'error', error }
    const isUnseen = isThirdParty(flow) && mayBeUsedUnseen(flow, message)
    return { outcome: isUnseen ? 'unseen' : 'code', error }
  },
  ({ kind }, flow) => (kind === 'authorization-request' ? withoutResponse(flow) : null),
  (message) =>
    message.kind === 'par-response' ? ended(message, ['request_uri'], 'pushed', 'refused') : null,
]

/** Live tokens stay what a flow has come to, also where a later refresh was refused. */
export function standingOf(flow: Flow): Standing {
  const { messages, tokens } = flow
  if (tokens.some(({ state }) => state === 'live')) return { outcome: 'tokens', error: null }
  for (const read of readers) {
    const found = messages.flatMap((message) => read(message, flow) ?? []).at(-1)
    if (found) return found
  }
  return { outcome: 'waiting', error: null }
}

/** Where a flow stands whose request was sent, and whose response was not received. */
function withoutResponse({ messages, requested, tabClosed }: Flow): Standing {
  const end = loginEndOf(messages)
  if (end) return { outcome: end.kind, error: end.error, end }
  const delivery = messageDelivery(requested)
  if (delivery !== null) return { outcome: 'not-observable', error: delivery }
  return { outcome: tabClosed ? 'tab-closed' : 'waiting', error: null }
}

/**
 * Good is only what holds one of the wanted members, whatever the status says; of a body that could not be
 * read the status is all there is. A pasted PAR response may have no status.
 */
function ended(
  { status, body, truncated }: Pick<EndpointResponse, 'status' | 'body' | 'truncated'>,
  wanted: readonly string[],
  good: Outcome,
  bad: Outcome,
): Standing {
  if (isBodyGone({ body, truncated }) && isSuccess({ status }))
    return { outcome: good, error: null }
  const members = jsonObjectOf(body) ?? {}
  const { error } = members
  if (typeof error === 'string') return { outcome: bad, error }
  if (status !== null && !isSuccess({ status })) return { outcome: bad, error: String(status) }
  return { outcome: wanted.some((name) => members[name]) ? good : bad, error: null }
}

/** What a flow has come to without any authorization response or token. */
const withoutResult: ReadonlySet<Outcome> = new Set([
  'pushed',
  'refused',
  'waiting',
  'refused-at-server',
  'unreachable',
  'error-page',
  'page-failed',
  'tab-closed',
  'not-observable',
])

/** The flow of the latest response among those that are shown: the one that it was, else the newest with a result. */
export function latestOf(rows: readonly FlowSummary[], latest: string | null): string | null {
  const shown = rows.filter((row) => row.removedAt === undefined && !withoutResult.has(row.outcome))
  if (shown.some(({ id }) => id === latest)) return latest
  return shown.toSorted((a, b) => b.updatedAt - a.updatedAt)[0]?.id ?? null
}

/**
 * Those that are not here are neither good nor bad by themselves: they are as their checks are. An error
 * of the authorization endpoint is a warning, as one that is sent to the redirect_uri: the server may be right.
 */
const plain: Readonly<Partial<Record<Outcome, Status>>> = {
  pushed: 'neutral',
  refused: 'fail',
  waiting: 'pending',
  error: 'warn',
  tokens: 'pass',
  'token-error': 'fail',
  'refused-at-server': 'warn',
  unreachable: 'warn',
  'error-page': 'warn',
  'page-failed': 'warn',
  'tab-closed': 'neutral',
  'not-observable': 'neutral',
} satisfies Record<Exclude<Outcome, 'held' | 'code' | 'unseen'>, Status>

function statusOfFlow(outcome: Outcome, worst: Status | undefined): Status {
  if (worst === 'fail' || worst === 'warn') return worst
  return plain[outcome] ?? worst ?? 'neutral'
}
