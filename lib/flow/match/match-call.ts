import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import { param, type Params } from '@/lib/model/params'
import type { EndpointRequest, OAuthMessage } from '@/lib/flow/model/message'
import type { EndpointCall } from './endpoint-call'
import { pushedParams } from './push-facts'
import { membersOf } from '@/lib/flow/read/response-members'
import { isSuccess } from '@/lib/flow/read/endpoint-response'

type Matcher = (flow: Flow, call: EndpointCall) => boolean

/** The reasons for assigning a call to a flow, the strongest first. "The latest flow" is never a reason. */
const matchers: readonly Matcher[] = [
  hasRequestUri,
  hasCode,
  hasToken,
  hasVerifier,
  hasGrant,
  isPushedAgain,
  isRetry,
  isPushOf,
  waitsForCode,
]

/**
 * The flow of a call: by the values that it sends, then by its client. If a reason applies to several flows,
 * the one in the same tab is used; if that is not unique, the reason is skipped.
 */
export function matchCall(flows: readonly Flow[], call: EndpointCall): Flow | null {
  for (const claim of matchers) {
    const claiming = flows.filter((flow) => claim(flow, call))
    const inTab = claiming.filter(({ tabId }) => tabId === call.tabId)
    const [found, ...rest] = inTab.length > 0 ? inTab : claiming
    if (found && rest.length === 0) return found
  }
  return null
}

/** @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.2) */
function hasRequestUri(flow: Flow, { endpoint, signs }: EndpointCall): boolean {
  const uri = signs.received?.['request_uri']
  return (
    endpoint === 'par' &&
    typeof uri === 'string' &&
    (flow.requestUri === uri || flow.messages.some((message) => namedUri(message) === uri))
  )
}

export function namedUri(message: OAuthMessage): string | undefined {
  return message.kind === 'authorization-request' ? param(message.params, 'request_uri') : undefined
}

function hasCode(flow: Flow, { endpoint, signs }: EndpointCall): boolean {
  const code = param(signs.sent, 'code')
  return (
    endpoint === 'token' &&
    code !== undefined &&
    responsesOf(flow).some((response) => param(membersOf(response), 'code') === code)
  )
}

/** Request parameters that may contain a token of a flow. */
export const tokenNames = [
  'refresh_token',
  'token',
  'subject_token',
  'actor_token',
  'assertion',
] as const

function hasToken(flow: Flow, { signs }: EndpointCall): boolean {
  const values = new Set([
    signs.token,
    ...tokenNames.map((name) => param(signs.sent, name) ?? null),
  ])
  return (
    flow.tokens.some(({ value }) => values.has(value)) ||
    responsesOf(flow).some((response) => {
      const token = param(membersOf(response), 'access_token')
      return token !== undefined && values.has(token)
    })
  )
}

/** @see [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636.html#section-4.6) */
function hasVerifier(
  { requested, messages }: Flow,
  { endpoint, signs, challenge }: EndpointCall,
): boolean {
  const verifier = param(signs.sent, 'code_verifier')
  if (endpoint !== 'token' || verifier === undefined) return false
  const challenges = messages.flatMap((message) => challengesOf(message))
  return (
    requested.codeVerifier === verifier ||
    challenges.some((known) => known === challenge || known === verifier)
  )
}

export function challengesOf(message: OAuthMessage): readonly string[] {
  if (message.kind !== 'authorization-request' && message.kind !== 'par-request') return []
  const value = param(pushedParams(message.params), 'code_challenge')
  return value === undefined ? [] : [value]
}

/** Parameters that are equal in every use of the same grant. */
export const grantNames = [
  'code',
  'refresh_token',
  'device_code',
  'auth_req_id',
  'assertion',
] as const

/** The grant was used before, for example with a different proof, or while polling until the user consents. */
function hasGrant({ messages }: Flow, { endpoint, signs }: EndpointCall): boolean {
  return (
    endpoint === 'token' &&
    messages.some(
      (message) =>
        message.kind === 'token-request' && hasSame(message.params, signs.sent, grantNames),
    )
  )
}

function hasSame(known: Params, sent: Params, names: readonly string[]): boolean {
  return names.some((name) => {
    const value = param(sent, name)
    return value !== undefined && value !== '' && value === param(known, name)
  })
}

/** Parameters that are unique to an authorization request. */
export const ownNames = ['state', 'nonce', 'code_challenge'] as const

/** The previous push was refused, or has not been used yet. */
function isPushedAgain({ messages }: Flow, { endpoint, pushed }: EndpointCall): boolean {
  return (
    endpoint === 'par' &&
    messages.every(({ kind }) => kind === 'par-request' || kind === 'par-response') &&
    messages.some(
      (message) =>
        message.kind === 'par-request' && hasSame(pushedParams(message.params), pushed, ownNames),
    )
  )
}

/** Milliseconds within which a refused call is repeated with the nonce that the server requires. */
const againWithin = 10_000

/** The last call of the flow was refused, and this call differs only in its proofs. */
function isRetry({ messages }: Flow, { endpoint, entry, signs }: EndpointCall): boolean {
  const last = messages.findLast((message) => message.kind === 'token-response')
  const request = messages.find(
    (message): message is EndpointRequest<'token'> & OAuthMessage =>
      message.id === last?.requestMessageId && message.kind === 'token-request',
  )
  if (endpoint !== 'token' || !last || !request || isSuccess(last)) return false
  const wait = entry.at - last.at
  return (
    wait >= 0 &&
    wait < againWithin &&
    request.source === 'devtools' &&
    request.url === entry.request.url &&
    withoutProofs(request.params) === withoutProofs(signs.sent)
  )
}

export function withoutProofs(params: Params): string {
  return JSON.stringify(params.filter(([name]) => name !== 'client_assertion'))
}

/**
 * The body of a PAR response cannot be read after the page has navigated away. In that case the push is
 * matched by its client.
 */
function isPushOf(flow: Flow, { endpoint, signs, entry, tabId, clientId }: EndpointCall): boolean {
  const used = flow.messages.find((message) => namedUri(message) !== undefined)
  return (
    endpoint === 'par' &&
    signs.received === null &&
    isSuccess(entry.response) &&
    flow.tabId === tabId &&
    clientId !== null &&
    flow.clientId === clientId &&
    used !== undefined &&
    used.at >= entry.at &&
    flow.messages.every(({ kind }) => kind !== 'par-request' && kind !== 'par-response')
  )
}

/** No authorization response was observed in this flow, and it has not sent a code. */
function waitsForCode(flow: Flow, { endpoint, signs, tabId, clientId }: EndpointCall): boolean {
  return (
    endpoint === 'token' &&
    param(signs.sent, 'code') !== undefined &&
    flow.tabId === tabId &&
    clientId !== null &&
    flow.clientId === clientId &&
    flow.messages.some(({ kind }) => kind === 'authorization-request') &&
    flow.messages.every(({ kind }) => kind !== 'authorization-response' && kind !== 'token-request')
  )
}
