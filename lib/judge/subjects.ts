import type {
  AuthorizationResponse,
  EndpointRequest,
  EndpointResponse,
  MessageKind,
  OAuthMessage,
} from '@/lib/flow/model/message'
import { isSuccess } from '@/lib/flow/read/endpoint-response'
import { membersOf } from '@/lib/flow/read/response-members'
import { decodeJwt } from '@/lib/jose/decode'
import { header } from '@/lib/model/http-text'
import { jsonObjectOf, textIn } from '@/lib/model/json'
import { param, type Params } from '@/lib/model/params'
import type { ArtefactKind, MessagePart } from '@/lib/model/rule-result'
import type { TokenKind } from '@/lib/oauth/token-kind'

/** An artefact that a message contains, and its place. */
export interface Subject {
  readonly on: ArtefactKind
  readonly of: MessagePart
  /**
   * `again`: judged whenever the flow changes. `once`: judged when the JWTs of the message are
   * opened, with what is known then, such as the hashes of the code and of the access token.
   */
  readonly judged: 'again' | 'once'
}

const again = (on: ArtefactKind, of: MessagePart = 'message'): Subject => ({
  on,
  of,
  judged: 'again',
})
const once = (on: ArtefactKind, of: MessagePart = 'message'): Subject => ({
  on,
  of,
  judged: 'once',
})

const sent = (...parts: readonly MessagePart[]) => parts.map((part) => once('jwt', part))

/** The artefacts in a message of each kind. A JWT is judged as a JWT in every place. */
export const subjects: Readonly<Record<MessageKind, readonly Subject[]>> = {
  'par-request': sent('request', 'client_assertion', 'DPoP'),
  'par-response': [again('par-response')],
  'authorization-request': [again('authorization-request'), once('jwt', 'request')],
  'authorization-response': [
    again('authorization-response'),
    again('jarm', 'response'),
    again('jwt', 'response'),
    once('jwt', 'id_token'),
    once('id-token', 'id_token'),
    once('jwt', 'access_token'),
  ],
  hop: [],
  'token-request': sent('client_assertion', 'DPoP'),
  'token-response': [
    once('token-response'),
    once('jwt', 'id_token'),
    once('id-token', 'id_token'),
    once('jwt', 'access_token'),
    once('access-token', 'access_token'),
  ],
  'userinfo-request': sent('DPoP'),
  'userinfo-response': [once('userinfo-response'), once('jwt', 'body')],
  'introspection-request': sent('client_assertion', 'DPoP'),
  'introspection-response': [once('introspection-response'), once('jwt', 'body')],
  'revocation-request': sent('client_assertion', 'DPoP'),
  'revocation-response': [],
  'resource-request': sent('DPoP'),
  'resource-response': [],
}

/** The artefacts that a pasted token, or a single token of a flow, is judged as. */
export const tokenSubjects: Readonly<Record<TokenKind, readonly ArtefactKind[]>> = {
  'id-token': ['jwt', 'id-token'],
  'access-token': ['jwt', 'access-token'],
  'refresh-token': ['jwt'],
  jarm: ['jarm', 'jwt'],
  userinfo: ['jwt'],
  introspection: ['jwt'],
  'logout-token': ['jwt'],
  set: ['jwt'],
  'software-statement': ['jwt'],
  'client-assertion': ['jwt'],
  'request-object': ['jwt'],
  'dpop-proof': ['jwt'],
  jwt: ['jwt'],
  opaque: [],
}

type Part = Exclude<MessagePart, 'message'>

/** A JWT in a message: the name of its part, and its text as received. */
export type JwtPart = readonly [name: Part, text: string]

/** The JWTs in a message. The content of a JARM response is unknown until it is opened. */
export function jwtsIn(message: OAuthMessage): readonly JwtPart[] {
  if ('shortened' in message && message.shortened) return []
  if (message.kind === 'authorization-response') return jwtsDelivered(message)
  if (message.kind === 'authorization-request')
    return present([['request', given(message.params, 'request')]])
  if ('params' in message) return sentJwts(message)
  return 'body' in message && isSuccess(message) ? jwtsReceived(message) : []
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
function jwtsReceived({ kind, headers, body }: EndpointResponse): readonly JwtPart[] {
  if (/\bjwt\b/i.test(header(headers, 'content-type') ?? '')) return [['body', body.trim()]]
  if (kind !== 'token-response') return []
  const members = jsonObjectOf(body)
  return present([
    ['id_token', textIn(members, 'id_token') ?? undefined],
    ['access_token', jwtOnly(textIn(members, 'access_token') ?? undefined)],
  ])
}

/** The parameters of a client with a JWT. A SAML assertion is not a JWT. */
function sentJwts({ params, headers }: EndpointRequest): readonly JwtPart[] {
  const isJwt = param(params, 'client_assertion_type')?.endsWith(':jwt-bearer')
  return present([
    ['request', given(params, 'request')],
    ['client_assertion', isJwt ? given(params, 'client_assertion') : undefined],
    ['DPoP', header(headers, 'dpop')],
  ])
}

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
