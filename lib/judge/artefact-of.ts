import { consentComparisonOf } from '@/lib/facts/consent-comparison'
import { authorizationContextOf } from '@/lib/facts/authorization-context'
import { defenceTestsOf } from '@/lib/facts/app-defence'
import { flowContextOf } from '@/lib/facts/flow-context'
import { httpExchangeOf, isPageMessage } from '@/lib/facts/http-exchange'
import { requestContextOf } from '@/lib/facts/request-context'
import { resourceContextOf } from '@/lib/facts/resource-context'
import { responseContextOf } from '@/lib/facts/response-context'
import { authorizedResources } from '@/lib/facts/requested-resources'
import { signedExchangeOf } from '@/lib/facts/signed-exchange'
import { statedConsentOf } from '@/lib/facts/stated-consent'
import type { JudgingContext } from '@/lib/facts/judging-context'
import type { Flow } from '@/lib/flow/model/flow'
import type {
  AuthorizationRequest,
  EndpointResponse,
  OAuthMessage,
  ReceivedJwt,
} from '@/lib/flow/model/message'
import { isSuccess, requestOf } from '@/lib/flow/read/endpoint-response'
import { isApiMessage } from '@/lib/flow/read/signed-message'
import { roleOfBody } from '@/lib/flow/read/token-place'
import { messageDocument } from '@/lib/flow/read/message-document'
import { decodeJwt } from '@/lib/jose/decode'
import {
  receivedRegistration,
  registrationMessage,
  sentRegistration,
} from '@/lib/flow/read/registration'
import type { DecodedJwt, Decryption, Verification } from '@/lib/jose/types'
import type { ArtefactKind, MessagePart } from '@/lib/model/rule-result'
import { readHttpSignatures } from '@/lib/oauth/http-signature/read'
import { tokenRole, type TokenKind } from '@/lib/oauth/token-kind'
import type { Artefacts } from '@/lib/rules/artefacts'
import type { Data } from '@/lib/storage/data'
import { hasHttpSignature, signatureOf } from './http-signatures'
import { newJwtsIn, openedIn } from './message-jwts'

/** A message in its flow, with the context for its rules. */
export interface MessageInFlow {
  readonly message: OAuthMessage
  readonly flow: Flow
  readonly data: Data
  readonly context: JudgingContext
}

/** A JWT with its verification and decryption so far. */
export interface OpenedJwt {
  readonly jwt: DecodedJwt
  readonly verification: Verification
  /** Null for a JWT that is not a JWE or has not been opened yet. */
  readonly decryption: Decryption | null
  /** The JWT as received: a JWE, if it is encrypted. Absent or null if it was not opened. */
  readonly outer?: DecodedJwt | null
}

/** No key has been tried yet. */
const unverified: Verification = {
  status: 'not-run',
  reason: null,
  jwk: null,
  keys: null,
  source: null,
}

const opened = ({ text, decryption, verification }: ReceivedJwt): OpenedJwt => ({
  jwt: decodeJwt(decryption?.plaintext ?? text),
  verification,
  decryption,
  outer: decodeJwt(text),
})

/**
 * A JWT of a message as opened and verified, or as far as it can be read; null if the message has
 * none.
 */
function jwtIn({ message, flow }: MessageInFlow, of: MessagePart): OpenedJwt | null {
  const received = openedIn(message).find(({ name }) => name === of)
  if (received) return opened(received)
  const [, text] = newJwtsIn(message, flow).find(([name]) => name === of) ?? []
  if (text === undefined) return null
  return { jwt: decodeJwt(text), verification: unverified, decryption: null }
}

type Make<K extends ArtefactKind> = (input: MessageInFlow, of: MessagePart) => Artefacts[K] | null

const token = (input: MessageInFlow, of: MessagePart) => {
  const found = jwtIn(input, of)
  if (!found) return null
  const { jwt, verification, outer = null } = found
  return { jwt, verification, outer, context: input.context }
}

/** A JWS over an API message. */
const signedJws = (input: MessageInFlow, of: MessagePart) => {
  const { message, flow } = input
  const found = isApiMessage(message) ? token(input, of) : null
  return found && isApiMessage(message)
    ? { ...found, exchange: signedExchangeOf(message, flow) }
    : null
}

/** A JWT in a place that may contain any kind, if it is of this kind. */
const ofKind = (kind: TokenKind) => (input: MessageInFlow, of: MessagePart) => {
  const found = token(input, of)
  return found && tokenRole(found.jwt).kind === kind ? found : null
}

/** A JWT that was created for the request that contains it. */
const created = (input: MessageInFlow, of: MessagePart) => {
  const found = token(input, of)
  return found && { ...found, requestContext: requestContextOf(input.message, input.flow, of) }
}

/** A response that is a JWT, or may be one, read as a JWT. */
const wholeJwt = (input: MessageInFlow & { readonly message: EndpointResponse }) => {
  const found = isSuccess(input.message) ? jwtIn(input, 'body') : null
  return { jwt: found?.jwt ?? null, verification: found?.verification ?? null }
}

/** A received message in the shape of a pasted one; null if none was received. */
function documentIn(
  message: EndpointResponse<'backchannel' | 'device'>,
  of: 'backchannel-response' | 'device-response',
  context: JudgingContext,
) {
  if (message.status === null) return null
  return { document: { of, message: messageDocument(message), request: null }, context }
}

/** Makes the artefact of a part of a message; null if the message does not contain it. */
export const artefactOf: { readonly [K in ArtefactKind]: Make<K> } = {
  metadata: () => null,
  jwks: () => null,
  'par-request': ({ message, context }) =>
    message.kind === 'par-request' ? { message, context } : null,
  'par-response': ({ message, flow, context }) =>
    message.kind === 'par-response'
      ? { message, request: requestOf(flow, message) ?? null, context }
      : null,
  'authorization-request': ({ message, flow, data, context }) =>
    message.kind === 'authorization-request'
      ? {
          message,
          context,
          stored: storedRequest(message, flow, data),
          authorizationContext: authorizationContextOf(message, flow, data),
        }
      : null,
  'authorization-response': ({ message, flow, data, context }) =>
    message.kind === 'authorization-response'
      ? { message, context, responseContext: responseContextOf(message, flow, data) }
      : null,
  jarm: (input, of) => {
    const { message, context } = input
    const found = jwtIn(input, of)
    return found && message.kind === 'authorization-response'
      ? { message, context, ...found }
      : null
  },
  jwt: token,
  'id-token': token,
  'access-token': token,
  'request-object': created,
  'client-assertion': created,
  'dpop-proof': created,
  'token-request': ({ message, flow, context }) =>
    message.kind === 'token-request'
      ? { message, resources: authorizedResources(flow), context }
      : null,
  // A directory returns it from an API that needs an access token.
  'software-statement': ofKind('software-statement'),
  'security-event-token': ofKind('set'),
  'protected-resource-metadata': () => null,
  'registration-request': ({ message, context }) => {
    const sent = message.kind === 'registration-request' ? sentRegistration(message) : null
    return (
      sent && { document: { of: 'registration-request', message: sent, request: null }, context }
    )
  },
  'registration-response': ({ message, flow, context }) => {
    if (message.kind !== 'registration-response') return null
    const request = requestOf(flow, message)
    // A deletion returns nothing, and without a response there is nothing to judge.
    if (message.status === null || request?.method === 'DELETE') return null
    const received = receivedRegistration(message)
    const sent = request ? registrationMessage(request) : null
    return { document: { of: 'registration-response', message: received, request: sent }, context }
  },
  'device-response': ({ message, context }) =>
    message.kind === 'device-response' ? documentIn(message, 'device-response', context) : null,
  'backchannel-request': ({ message, context }) =>
    message.kind === 'backchannel-request'
      ? {
          document: { of: 'backchannel-request', message: messageDocument(message), request: null },
          context,
        }
      : null,
  'backchannel-response': ({ message, context }) =>
    message.kind === 'backchannel-response'
      ? documentIn(message, 'backchannel-response', context)
      : null,
  'logout-token': () => null,
  'sd-jwt': () => null,
  'key-binding-jwt': () => null,
  'token-response': ({ message, flow, context }) =>
    message.kind === 'token-response'
      ? { message, request: requestOf(flow, message) ?? null, context }
      : null,
  'userinfo-response': ({ message, ...rest }) =>
    message.kind === 'userinfo-response'
      ? { message, ...wholeJwt({ message, ...rest }), context: rest.context }
      : null,
  'introspection-response': ({ message, ...rest }) =>
    message.kind === 'introspection-response'
      ? { message, ...wholeJwt({ message, ...rest }), context: rest.context }
      : null,
  'revocation-request': ({ message, context }) =>
    message.kind === 'revocation-request' ? { message, context } : null,
  'revocation-response': ({ message, flow, context }) =>
    message.kind === 'revocation-response'
      ? { message, request: requestOf(flow, message) ?? null, context }
      : null,
  'resource-request': ({ message, flow, context }) =>
    message.kind === 'resource-request' || message.kind === 'userinfo-request'
      ? { message, resourceContext: resourceContextOf(message, flow), context }
      : null,
  'resource-response': ({ message, flow, context }) =>
    message.kind === 'resource-response' || message.kind === 'userinfo-response'
      ? { message, request: requestOf(flow, message) ?? null, context }
      : null,
  consent: ({ message, flow, context }) => {
    const stated = statedConsentOf(message, flow)
    return stated && { stated, context }
  },
  'consent-comparison': ({ message, flow, context }) => {
    const comparison = consentComparisonOf(message, flow)
    return comparison && { comparison, context }
  },
  flow: ({ message, flow, context }) => {
    const flowContext = flowContextOf(message, flow)
    return flowContext && { message, flowContext, context }
  },
  'http-exchange': ({ message, flow, context }) => {
    if (!isPageMessage(message)) return null
    const exchange = httpExchangeOf(message, flow)
    return exchange && { message, exchange, context }
  },
  'payload-signature': signedJws,
  'signed-body': (input, of) => {
    const found = signedJws(input, of)
    return found && roleOfBody(tokenRole(found.jwt)).kind === 'jwt' ? found : null
  },
  'http-signature': ({ message, flow, context }) =>
    hasHttpSignature(message)
      ? {
          signature: signatureOf(message),
          signatures: readHttpSignatures(message.headers),
          received: message.httpSignature ?? null,
          exchange: signedExchangeOf(message, flow),
          context,
        }
      : null,
  'app-defence': ({ message, flow, context }) => {
    if (message.kind !== 'authorization-response') return null
    const tests = defenceTestsOf(message, flow)
    return tests.length === 0 ? null : { message, tests, context }
  },
}

/** What was known about the request before this use of it. */
function storedRequest(message: AuthorizationRequest, flow: Flow, data: Data) {
  const stored = data.requests.find(({ id }) => id === flow.storedRequestId)
  if (!stored) return null
  const { receivedAt, receivedAssumed, expiresAt, usedAt } = stored
  const usedBefore = usedAt !== null && usedAt < message.at
  return { receivedAt, receivedAssumed, expiresAt, usedAt: usedBefore ? usedAt : null }
}
