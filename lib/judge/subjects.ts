import type { MessageKind } from '@/lib/flow/model/message'
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

/** What else a JWT is judged as because of its place in a request. */
const kindsInRequest: Partial<Readonly<Record<MessagePart, ArtefactKind>>> = {
  request: 'request-object',
  client_assertion: 'client-assertion',
  DPoP: 'dpop-proof',
}

const sent = (...parts: readonly MessagePart[]) =>
  parts.flatMap((part) => {
    const kind = kindsInRequest[part]
    return kind ? [once('jwt', part), once(kind, part)] : [once('jwt', part)]
  })

/** The signatures of a message, which are not JWTs. */
const signatures: readonly Subject[] = [
  once('payload-signature', 'x-jws-signature'),
  once('http-signature', 'Signature'),
]

/** The artefacts in a message of each kind. A JWT is judged as a JWT in every place. */
export const subjects: Readonly<Record<MessageKind, readonly Subject[]>> = {
  'par-request': [
    again('par-request'),
    ...sent('request', 'client_assertion', 'DPoP', 'id_token_hint', 'login_hint_token'),
    again('flow'),
    again('consent'),
  ],
  'par-response': [again('par-response'), again('flow')],
  'authorization-request': [
    again('authorization-request'),
    again('flow'),
    again('http-exchange'),
    ...sent('request', 'id_token_hint', 'login_hint_token'),
    again('consent'),
  ],
  'authorization-response': [
    again('authorization-response'),
    again('jarm', 'response'),
    again('jwt', 'response'),
    once('jwt', 'id_token'),
    once('id-token', 'id_token'),
    once('jwt', 'access_token'),
    again('flow'),
    again('http-exchange'),
    again('app-defence'),
  ],
  hop: [again('http-exchange')],
  'token-request': [
    again('token-request'),
    ...sent(
      'client_assertion',
      'DPoP',
      'assertion',
      'refresh_token',
      'subject_token',
      'actor_token',
    ),
    again('flow'),
  ],
  'token-response': [
    once('token-response'),
    once('jwt', 'id_token'),
    once('id-token', 'id_token'),
    once('jwt', 'access_token'),
    once('access-token', 'access_token'),
    once('jwt', 'refresh_token'),
    again('flow'),
    once('consent'),
    once('consent-comparison'),
  ],
  'userinfo-request': [
    again('resource-request'),
    ...sent('DPoP', 'Authorization', 'access_token'),
    ...signatures,
  ],
  'userinfo-response': [
    once('userinfo-response'),
    once('jwt', 'body'),
    again('resource-response'),
    ...signatures,
    again('flow'),
  ],
  'introspection-request': [
    ...sent('client_assertion', 'DPoP', 'Authorization', 'token'),
    again('flow'),
  ],
  'introspection-response': [
    once('introspection-response'),
    once('jwt', 'body'),
    again('flow'),
    once('consent'),
    once('consent-comparison'),
  ],
  // A signed request is judged by the rules of its message: it is not an authorization request.
  'backchannel-request': [
    again('backchannel-request'),
    once('jwt', 'request'),
    ...sent('client_assertion', 'id_token_hint', 'login_hint_token'),
    again('flow'),
  ],
  'backchannel-response': [again('backchannel-response'), again('flow')],
  'device-request': [...sent('client_assertion'), again('flow')],
  'device-response': [again('device-response'), again('flow')],
  'registration-request': [
    again('registration-request'),
    once('jwt', 'body'),
    once('jwt', 'software_statement'),
    once('software-statement', 'software_statement'),
    ...sent('Authorization'),
    again('flow'),
  ],
  'registration-response': [again('registration-response'), again('flow')],
  'revocation-request': [
    again('revocation-request'),
    ...sent('client_assertion', 'DPoP', 'token'),
    again('flow'),
  ],
  'revocation-response': [again('revocation-response'), again('flow')],
  'resource-request': [
    again('resource-request'),
    ...sent('DPoP', 'Authorization', 'access_token'),
    once('jwt', 'body'),
    once('signed-body', 'body'),
    ...signatures,
    again('consent'),
  ],
  'resource-response': [
    again('resource-response'),
    once('jwt', 'body'),
    once('software-statement', 'body'),
    once('security-event-token', 'body'),
    once('signed-body', 'body'),
    ...signatures,
    again('flow'),
    again('consent-comparison'),
  ],
}

/** The artefacts that a pasted token, or a single token of a flow, is judged as. */
export const tokenSubjects: Readonly<Record<TokenKind, readonly ArtefactKind[]>> = {
  'id-token': ['jwt', 'id-token'],
  'access-token': ['jwt', 'access-token'],
  'refresh-token': ['jwt'],
  jarm: ['jarm', 'jwt'],
  userinfo: ['jwt'],
  introspection: ['jwt'],
  'logout-token': ['jwt', 'logout-token'],
  set: ['jwt', 'security-event-token'],
  'software-statement': ['jwt', 'software-statement'],
  'client-assertion': ['jwt', 'client-assertion'],
  'request-object': ['jwt', 'request-object'],
  'dpop-proof': ['jwt', 'dpop-proof'],
  'key-binding': ['jwt', 'key-binding-jwt'],
  'sd-jwt': ['jwt', 'sd-jwt', 'key-binding-jwt'],
  jwt: ['jwt'],
  jws: ['payload-signature'],
  opaque: [],
}
