import { statusOf, worstOf } from '@/lib/rules/status'
import type { Status } from '@/lib/rules/rule'
import { isBodyGone } from './body-bound'
import type { Flow, FlowSummary, Outcome } from './flow'
import { param, type EndpointResponse, type OAuthMessage } from './message'
import { membersOf } from './response-members'
import { isSuccess, objectOf, tokenKinds } from './tokens'
import { isOfOthers, mayBeUsedUnseen } from './unseen'

/** Where a flow stands, and the error code that the server sent. */
type Standing = Pick<FlowSummary, 'outcome' | 'error'>

/** What a list shows of a flow. */
export function summarise(flow: Flow): FlowSummary {
  const standing = standingOf(flow)
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
    ...standing,
    status: unusable.length > 0 ? 'fail' : statusOfFlow(standing.outcome, worstOf(results)),
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
    const isUnseen = isOfOthers(flow) && mayBeUsedUnseen(flow, message)
    return { outcome: isUnseen ? 'unseen' : 'code', error }
  },
  ({ kind }) => (kind === 'authorization-request' ? { outcome: 'waiting', error: null } : null),
  (message) =>
    message.kind === 'par-response' ? ended(message, ['request_uri'], 'pushed', 'refused') : null,
]

/** Live tokens stay what a flow has come to, also where a later refresh was refused. */
function standingOf(flow: Flow): Standing {
  const { messages, tokens } = flow
  if (tokens.some(({ state }) => state === 'live')) return { outcome: 'tokens', error: null }
  for (const read of readers) {
    const found = messages.flatMap((message) => read(message, flow) ?? []).at(-1)
    if (found) return found
  }
  return { outcome: 'waiting', error: null }
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
  const members = objectOf(body) ?? {}
  const { error } = members
  if (typeof error === 'string') return { outcome: bad, error }
  if (status !== null && !isSuccess({ status })) return { outcome: bad, error: String(status) }
  return { outcome: wanted.some((name) => members[name]) ? good : bad, error: null }
}

/** Those that are not here are neither good nor bad by themselves: they are as their checks are. */
const plain: Readonly<Partial<Record<Outcome, Status>>> = {
  pushed: 'neutral',
  refused: 'fail',
  waiting: 'pending',
  error: 'warn',
  tokens: 'pass',
  'token-error': 'fail',
} satisfies Record<Exclude<Outcome, 'held' | 'code' | 'unseen'>, Status>

function statusOfFlow(outcome: Outcome, worst: Status | undefined): Status {
  if (worst === 'fail' || worst === 'warn') return worst
  return plain[outcome] ?? worst ?? 'neutral'
}
