import type { Flow } from '@/lib/flow/model/flow'
import type {
  AuthorizationRequest,
  AuthorizationResponse,
  EndpointRequest,
  EndpointResponse,
  OAuthMessage,
  ReceivedJwt,
} from '@/lib/flow/model/message'
import { isSuccess } from '@/lib/flow/read/endpoint-response'
import { registrationMembers } from '@/lib/flow/read/registration'
import { hasJwtBody, isApiMessage, jwsHeader } from '@/lib/flow/read/signed-message'
import { membersOf } from '@/lib/flow/read/response-members'
import { decodeJwt } from '@/lib/jose/decode'
import { header, tokenInHeader } from '@/lib/model/http-text'
import { jsonObjectOf, textIn } from '@/lib/model/json'
import { param, type Params } from '@/lib/model/params'
import type { MessagePart } from '@/lib/model/rule-result'
import { looksLikeJwt } from '@/lib/oauth/jwt-text'

type Part = Exclude<MessagePart, 'message'>

/** A JWT in a message: the name of its part, and its text as received. */
export type JwtPart = readonly [name: Part, text: string]

/** The JWTs in a message. The content of a JARM response is unknown until it is opened. */
function jwtsIn(message: OAuthMessage): readonly JwtPart[] {
  if ('shortened' in message && message.shortened) return []
  return [...tokensIn(message), ...detachedIn(message)]
}

/**
 * The detached JWS over the body of an API message. Its payload is the body.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#appendix-F)
 */
function detachedIn(message: OAuthMessage): readonly JwtPart[] {
  const text = isApiMessage(message) ? header(message.headers, jwsHeader)?.trim() : undefined
  return text ? [[jwsHeader, text]] : []
}

function tokensIn(message: OAuthMessage): readonly JwtPart[] {
  if (message.kind === 'authorization-response') return jwtsDelivered(message)
  if ('params' in message) return jwtsSent(message)
  return 'body' in message && !message.truncated ? jwtsReceived(message) : []
}

/** The opened and verified JWTs of a message. */
export function openedIn(message: OAuthMessage): readonly ReceivedJwt[] {
  return ('jwts' in message && message.jwts) || []
}

/**
 * The JWTs that a message adds to its flow. A token that was opened in an earlier message was judged there.
 */
export function newJwtsIn(
  message: OAuthMessage,
  { messages }: Pick<Flow, 'messages'>,
): readonly JwtPart[] {
  const jwts = jwtsIn(message)
  const isCarried = ([name]: JwtPart) => isPresented(message, name) || name === 'refresh_token'
  if (!jwts.some(isCarried)) return jwts
  const index = messages.findIndex(({ id }) => id === message.id)
  const before = index < 0 ? messages : messages.slice(0, index)
  const known = new Set(before.flatMap(openedIn).map(({ text }) => text))
  return jwts.filter((jwt) => !isCarried(jwt) || !known.has(jwt[1]))
}

/** JWTs that the sender of a request creates for it. It received all others before. */
const created: ReadonlySet<MessagePart> = new Set([
  'request',
  'client_assertion',
  'assertion',
  'DPoP',
  'body',
  jwsHeader,
])

/** Whether a request presents a token that its sender received before. */
export function isPresented({ kind }: Pick<OAuthMessage, 'kind'>, of: MessagePart): boolean {
  return kind.endsWith('-request') && of !== 'message' && !created.has(of)
}

function jwtsDelivered(message: AuthorizationResponse): readonly JwtPart[] {
  const members = membersOf(message)
  return present([
    ['response', given(message.params, 'response')],
    ['id_token', given(members, 'id_token')],
    ['access_token', jwtOnly(param(members, 'access_token'))],
  ])
}

/** The whole body, or tokens in it. An access token may be opaque; an ID token may not. */
function jwtsReceived(message: EndpointResponse): readonly JwtPart[] {
  const { kind, body } = message
  if (isJwtBody(message)) return [['body', body.trim()]]
  if (kind !== 'token-response' || !isSuccess(message)) return []
  const members = jsonObjectOf(body)
  return present([
    ['id_token', textIn(members, 'id_token') ?? undefined],
    ['access_token', jwtOnly(textIn(members, 'access_token') ?? undefined)],
    ['refresh_token', jwtOnly(textIn(members, 'refresh_token') ?? undefined)],
  ])
}

/** A body is a JWT by its media type. Without that, only if it can be read as one. */
function isJwtBody({ headers, body }: EndpointResponse): boolean {
  if (/\bjwt\b/i.test(header(headers, 'content-type') ?? '')) return body.trim() !== ''
  if (!looksLikeJwt(body)) return false
  const { kind, payload } = decodeJwt(body.trim())
  return kind === 'jwe' || payload !== null
}

/** The JWTs in a request. A SAML assertion is not a JWT. */
function jwtsSent(message: AuthorizationRequest | EndpointRequest): readonly JwtPart[] {
  if (message.kind === 'registration-request') return jwtsRegistered(message)
  const { params } = message
  const headers = 'headers' in message ? message.headers : []
  const type = param(params, 'client_assertion_type')
  const assertion = given(params, 'client_assertion')
  return present([
    ['request', given(params, 'request')],
    ['client_assertion', type?.endsWith(':jwt-bearer') ? assertion : jwtOnly(assertion)],
    ...mayBeJwts.map((name) => [name, jwtOnly(param(params, name))] as const),
    ['DPoP', header(headers, 'dpop')],
    ['Authorization', jwtOnly(tokenInHeader(headers))],
    [
      'body',
      message.kind === 'resource-request' && hasJwtBody(message) ? message.body.trim() : undefined,
    ],
  ])
}

/**
 * The signed request itself, and the software statement in it.
 *
 * @see [RFC 7591](https://www.rfc-editor.org/rfc/rfc7591.html#section-2.3)
 */
function jwtsRegistered(message: Pick<EndpointRequest, 'body' | 'headers'>): readonly JwtPart[] {
  const { body, headers } = message
  return present([
    ['body', looksLikeJwt(body) ? body.trim() : undefined],
    ['software_statement', textIn(registrationMembers(message), 'software_statement') || undefined],
    ['Authorization', jwtOnly(tokenInHeader(headers))],
  ])
}

/** Parameters that may contain a JWT or an opaque token. */
const mayBeJwts = [
  'assertion',
  'refresh_token',
  'subject_token',
  'actor_token',
  'access_token',
  'token',
  'id_token_hint',
  'login_hint_token',
] as const satisfies readonly Part[]

/** The value of a parameter, unless it is empty. */
function given(params: Params, name: string): string | undefined {
  return param(params, name) || undefined
}

function present(
  parts: readonly (readonly [name: Part, text: string | undefined])[],
): readonly JwtPart[] {
  return parts.flatMap(([name, text]): JwtPart[] => (text === undefined ? [] : [[name, text]]))
}

function jwtOnly(text: string | undefined): string | undefined {
  return text !== undefined && decodeJwt(text).header ? text : undefined
}
