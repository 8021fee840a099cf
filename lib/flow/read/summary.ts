import { statusOf } from '@/lib/model/status'
import type { RuleResult, Status } from '@/lib/model/rule-result'
import { codeStateOf, isUnsolicited } from './code-state'
import { decoupledStanding, decoupledSummary, isMissedPoll } from './decoupled-standing'
import { isBodyGone, isEndpointResponse, issuesOf, isSuccess, requestOf } from './endpoint-response'
import type { Flow, FlowSummary, FlowToken, Outcome, WorstFinding } from '@/lib/flow/model/flow'
import type { TestedDefence } from '@/lib/flow/model/hold'
import { loginEndOf, type LoginEnd } from './login-end'
import { param } from '@/lib/model/params'
import type { EndpointResponse, MessageOf, OAuthMessage } from '@/lib/flow/model/message'
import { messageDelivery } from './message-delivery'
import { membersOf } from './response-members'
import { jsonObjectOf, jsonText } from '@/lib/model/json'
import { consentIn } from '@/lib/oauth/consent'
import { testedDefences } from './tested-defences'
import { cutText } from '@/lib/model/text-bound'
import { tokenKinds } from '@/lib/model/token-kinds'
import { isThirdParty, mayBeUsedUnseen } from './third-party'

/** The outcome of a flow, and the error code from the server. */
interface Standing extends Pick<FlowSummary, 'outcome' | 'error'> {
  /** The step that ended the login, if there is one. */
  readonly end?: LoginEnd
}

/** The summary of a flow for lists. */
export function summarise(flow: Flow): FlowSummary {
  const { outcome, error, end } = standingOf(flow)
  const { messages, storedRequestId } = flow
  const advice = end?.request.advice?.[0]
  const results = messages.flatMap((message) => message.results)
  const unusable = messages.filter(
    (message) => issuesOf(message).length > 0 && !isMissedPoll(message, flow),
  )
  const defences = testedDefences(messages)
  const count = (status: Status) => results.filter((result) => statusOf(result) === status).length
  const worst = worstFinding(results, outcome)
  const granted = grantedOf(flow)
  return {
    id: flow.id,
    profileId: flow.profileId,
    issuer: flow.issuer,
    clientId: flow.clientId,
    createdAt: flow.createdAt,
    updatedAt: flow.updatedAt,
    took: tookOf(messages),
    outcome,
    error,
    ...marksOf(flow),
    ...(worst && { worst }),
    ...(isVerified(results, flow) && { verified: true }),
    ...(granted && { granted }),
    ...codeAtOf(flow, outcome),
    ...consentOf(flow),
    ...decoupledSummary(flow),
    ...(storedRequestId !== null && { storedRequestId }),
    ...(advice && { advice }),
    ...(defences.length > 0 && { defences }),
    status: unusable.length > 0 ? 'fail' : statusOfFlow(flow, outcome, results, defences),
    failed: count('fail') + unusable.length,
    warned: count('warn'),
  }
}

/** Time of the response whose code can still be exchanged. */
function codeAtOf(flow: Flow, outcome: Outcome): Pick<FlowSummary, 'codeAt'> {
  if (flow.imported || (outcome !== 'held' && outcome !== 'code')) return {}
  const response = flow.messages.findLast(({ kind }) => kind === 'authorization-response')
  if (response?.kind !== 'authorization-response' || isUnsolicited(response)) return {}
  return codeStateOf(flow, response, false) === 'unused' ? { codeAt: response.at } : {}
}

function consentOf({ consent }: Flow): Pick<FlowSummary, 'consent'> {
  if (!consent) return {}
  const { templateId, template, status, withdrawnAt } = consent
  const words = template.status?.words ?? {}
  const life = status !== null && Object.hasOwn(words, status) ? (words[status] ?? null) : null
  return {
    consent: { templateId, status, life, ...(withdrawnAt !== null && { withdrawn: true }) },
  }
}

/** Characters of a note in a list. */
const maxNote = 200

function marksOf(
  flow: Flow,
): Pick<FlowSummary, 'pinned' | 'imported' | 'file' | 'thirdParty' | 'kept' | 'note'> {
  const { imported, kept, note } = flow
  return {
    ...(flow.pinned && { pinned: true }),
    ...(imported && !imported.own && { imported: true }),
    ...(kept && { kept: kept.mode }),
    ...(note && { note: cutText(note.text, maxNote) }),
    ...(imported?.file !== undefined && { file: imported.file }),
    ...(isThirdParty(flow) && { thirdParty: true }),
  }
}

type Reader = (message: OAuthMessage, flow: Flow) => Standing | null

/** The outcome that each message determines, the most decisive message first. */
const readers: readonly Reader[] = [
  (message, flow) =>
    message.kind === 'token-response' && !isForConsent(flow, message)
      ? ended(message, tokenKinds, 'tokens', 'token-error')
      : null,
  (message, flow) => {
    if (message.kind !== 'authorization-response') return null
    const error = param(membersOf(message), 'error') ?? null
    if (message.hold?.state === 'held') return { outcome: 'held', error }
    if (error !== null) return { outcome: 'error', error }
    const isUnobserved = isThirdParty(flow) && mayBeUsedUnseen(flow, message)
    return { outcome: isUnobserved ? 'tokens-not-visible' : 'code', error }
  },
  ({ kind }, flow) => (kind === 'authorization-request' ? withoutResponse(flow) : null),
  (message) =>
    message.kind === 'par-response' ? ended(message, ['request_uri'], 'pushed', 'refused') : null,
  (message, flow) => consentOutcome(message, flow),
]

/** Whether a token response has the token that creates the consent of a flow, or refuses it. */
function isForConsent(flow: Flow, response: MessageOf<'token-response'>): boolean {
  const grant = param(requestOf(flow, response)?.params ?? [], 'grant_type')
  return flow.consent !== undefined && grant === 'client_credentials'
}

/** The outcome of a flow whose authorization request was not made yet. */
function consentOutcome(message: OAuthMessage, { consent }: Flow): Standing | null {
  if (!consent || !isEndpointResponse(message)) return null
  const isCreate = message.purpose === 'create'
  if (!isCreate && (message.kind !== 'token-response' || consent.id !== null)) return null
  if (!isSuccess(message))
    return {
      outcome: 'consent-refused',
      error: message.status === null ? null : `${message.status}`,
    }
  if (!isCreate) return null
  return { outcome: consent.id === null ? 'consent-refused' : 'consent-created', error: null }
}

/** The outcome of a flow. Live tokens count even if a later refresh was refused. */
export function standingOf(flow: Flow): Standing {
  const { messages, tokens } = flow
  const isOwn = ({ ofClient }: FlowToken) => ofClient === true && flow.consent !== undefined
  if (tokens.some((token) => token.state === 'live' && !isOwn(token)))
    return { outcome: 'tokens', error: null }
  const decoupled = decoupledStanding(flow)
  if (decoupled) return decoupled
  for (const read of readers) {
    const found = messages.flatMap((message) => read(message, flow) ?? []).at(-1)
    if (found) return found
  }
  return { outcome: 'waiting', error: null }
}

/** The outcome of a flow with an authorization request but no response. */
function withoutResponse({ messages, requested, tabClosed }: Flow): Standing {
  const end = loginEndOf(messages)
  if (end) return { outcome: end.kind, error: end.error, end }
  const delivery = messageDelivery(requested)
  if (delivery !== null) return { outcome: 'not-observable', error: delivery }
  return { outcome: tabClosed ? 'tab-closed' : 'waiting', error: null }
}

/**
 * The outcome of a response: good only if it has one of the wanted members, whatever its status is. If the
 * body could not be read, the status decides. A pasted PAR response may have no status.
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

/** Outcomes without an authorization response or token. */
const withoutResult: ReadonlySet<Outcome> = new Set([
  'pushed',
  'consent-created',
  'consent-refused',
  'refused',
  'waiting',
  'refused-at-server',
  'unreachable',
  'error-page',
  'page-failed',
  'tab-closed',
  'not-observable',
  'polling',
  'poll-stopped',
  'poll-expired',
])

/** The flow of the latest response that is shown: the given flow, otherwise the newest flow with a result. */
export function latestOf(rows: readonly FlowSummary[], latest: string | null): string | null {
  const shown = rows.filter(
    ({ removedAt, imported, outcome }) =>
      removedAt === undefined && !imported && !withoutResult.has(outcome),
  )
  if (shown.some(({ id }) => id === latest)) return latest
  return shown.toSorted((a, b) => b.updatedAt - a.updatedAt)[0]?.id ?? null
}

/**
 * The status of each outcome. An outcome without a row is neutral, so the checks decide. An error from the
 * authorization endpoint is only a warning, wherever it is shown, because the server may be right.
 */
const plain: Readonly<Partial<Record<Outcome, Status>>> = {
  pushed: 'neutral',
  'consent-created': 'neutral',
  'consent-refused': 'fail',
  refused: 'fail',
  waiting: 'pending',
  polling: 'pending',
  'poll-stopped': 'neutral',
  'poll-expired': 'warn',
  error: 'warn',
  tokens: 'pass',
  'token-error': 'fail',
  'refused-at-server': 'warn',
  unreachable: 'warn',
  'error-page': 'warn',
  'page-failed': 'warn',
  'tab-closed': 'neutral',
  'not-observable': 'neutral',
} satisfies Record<Exclude<Outcome, 'held' | 'code' | 'tokens-not-visible'>, Status>

/** The worst first. A check that was not run does not outrank those that passed. */
const flowStatuses: readonly Status[] = ['fail', 'warn', 'pass', 'info', 'neutral']

function statusOfFlow(
  { negativeTest }: Flow,
  outcome: Outcome,
  results: readonly RuleResult[],
  defences: readonly TestedDefence[],
): Status {
  const found = new Set(results.map(statusOf))
  const worst = flowStatuses.find((status) => found.has(status))
  if (worst === 'fail' || (worst === 'warn' && negativeTest?.status !== 'fail')) return worst
  if (defences.length > 0)
    return defences.every(({ defended }) => defended === true) ? 'pass' : 'neutral'
  // A refusal is what a negative test expects.
  if (negativeTest?.isBaseline === false) return negativeTest.status ?? 'pending'
  return plain[outcome] ?? worst ?? 'neutral'
}

/** The first of the worst failed checks; undefined if the outcome itself is at least as bad. */
function worstFinding(results: readonly RuleResult[], outcome: Outcome): WorstFinding | undefined {
  const wanted = bad.filter((each) => each !== plain[outcome] && plain[outcome] !== 'fail')
  const found = wanted
    .map((severity) => results.find((result) => statusOf(result) === severity))
    .find((result) => result !== undefined)
  const code = found?.findings[0]?.code
  return found && code !== undefined ? { rule: found.id, code, about: found.about } : undefined
}

const bad = ['fail', 'warn']

function isVerified(results: readonly RuleResult[], { imported }: Flow): boolean {
  // A file only claims that a signature was verified.
  if (imported && !imported.own) return false
  return results.some(({ id, outcome }) => id === 'idt-signature' && outcome === 'passed')
}

/** Numbers of granted and requested permissions; undefined if they are the same or not known. */
function grantedOf({ messages, requested }: Flow): FlowSummary['granted'] {
  const response = messages.findLast(({ kind }) => kind === 'token-response')
  const members = response?.kind === 'token-response' ? jsonObjectOf(response.body) : null
  const details = members?.['authorization_details']
  if (details === undefined) return undefined
  const wanted = new Set(consentIn(requested.authorizationDetails).permissions)
  const given = new Set(consentIn(jsonText(details)).permissions)
  const common = [...given].filter((name) => wanted.has(name)).length
  return wanted.size === 0 || common === wanted.size ? undefined : [common, wanted.size]
}

function tookOf(messages: readonly OAuthMessage[]): number {
  const times = messages.map(({ at }) => at)
  return times.length === 0 ? 0 : Math.max(...times) - Math.min(...times)
}
