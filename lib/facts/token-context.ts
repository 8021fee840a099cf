import { type Hashes, hashesOf, sha256Of } from '@/lib/jose/hashes'
import { type JsonObject, textIn, jsonObjectOf } from '@/lib/model/json'
import { userTokens } from '@/lib/flow/read/own-tokens'
import { requestOf, isSuccess } from '@/lib/flow/read/endpoint-response'
import type { Flow, FlowToken } from '@/lib/flow/model/flow'
import type { StepUp } from '@/lib/flow/model/flow-facts'
import { responsesOf } from '@/lib/flow/read/find-response'
import { param } from '@/lib/model/params'
import type { EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import { decodeJwt } from '@/lib/jose/decode'
import { presentedToken } from './request-context'
import { requestedResources } from './requested-resources'
import { challengeBefore } from './step-up'

import type { Data } from '@/lib/storage/data'

/** Other data of the flow that a token is compared with. Null means "not known". */
export interface TokenContext {
  readonly code: string | null
  /** The access token received with a token. */
  readonly accessToken: string | null
  /** `sub` of the verified ID token. */
  readonly subject: string | null
  /** Thumbprint of the DPoP key that the tokens must be bound to. */
  readonly dpopThumbprint: string | null
  /** SHA-256 hash of the access token that a request presents, base64url. */
  readonly presentedHash: string | null
  /**
   * Expected hash claims of an ID token, from `hashesOf`. Computed in advance, because rules are synchronous
   * and WebCrypto is not.
   */
  readonly hashes: {
    readonly accessToken: Hashes | null
    readonly code: Hashes | null
    readonly state: Hashes | null
  }
  /** The message that contained the token. */
  readonly from: 'authorization-response' | 'token-response' | 'refresh' | null
  /**
   * Members of the token response that contained the token. For an introspection: of the token response that
   * contained the introspected token.
   */
  readonly response: JsonObject | null
  /** The tokens were requested with the browser's client certificate. */
  readonly certificate: boolean
  /** The resources that the tokens were requested for; empty if none was named. */
  readonly resources: readonly string[] | null
  /** Members of the token response that began the grant which a refresh continues. */
  readonly granted: JsonObject | null
  /** Data that the flow received before this response. */
  readonly earlier: {
    /** Members of the last successful token response. */
    readonly response: JsonObject | null
    /** Claims of the first ID token. */
    readonly idToken: JsonObject | null
  }
  /** The challenge of a resource that the flow of a token reacts to; null if there was none. */
  readonly challenge: StepUp | null
}

/** The context of an artefact without a flow. */
export const emptyTokenContext: TokenContext = {
  code: null,
  accessToken: null,
  subject: null,
  dpopThumbprint: null,
  presentedHash: null,
  hashes: { accessToken: null, code: null, state: null },
  from: null,
  response: null,
  certificate: false,
  resources: null,
  granted: null,
  earlier: { response: null, idToken: null },
  challenge: null,
}

type TokenResponse = EndpointResponse<'token'>
type Origin = Pick<TokenContext, 'from' | 'response' | 'accessToken' | 'certificate' | 'resources'>

/** The context of the tokens in a message of a flow, for checking their hashes and bindings. */
export async function tokenContextOf(
  flow: Flow,
  data: Data,
  message: OAuthMessage | null,
): Promise<TokenContext> {
  const { from, response, accessToken, certificate, resources } = originOf(flow, message)
  const authorizationResponse =
    message?.kind === 'authorization-response' ? message : responsesOf(flow).at(-1)
  const members = authorizationResponse ? membersOf(authorizationResponse) : []
  const code = param(members, 'code') ?? null
  const state = param(members, 'state') ?? null
  const key = data.keys.find(({ id }) => id === flow.requested.dpopKeyId)
  const hash = (text: string | null) => (text === null ? null : hashesOf(text))
  const presented = message && presentedToken(message)
  const [ofToken, ofCode, ofState, presentedHash] = await Promise.all([
    hash(accessToken),
    hash(code),
    hash(state),
    presented ? sha256Of(presented) : null,
  ])
  return {
    code,
    accessToken,
    subject: subjectOf(flow),
    dpopThumbprint: key?.thumbprint ?? null,
    presentedHash,
    hashes: { accessToken: ofToken, code: ofCode, state: ofState },
    from,
    response,
    certificate,
    resources,
    granted: grantBehind(flow, message),
    earlier: earlierThan(flow, message),
    challenge: challengeBefore(flow, data),
  }
}

function originOf(flow: Flow, message: OAuthMessage | null): Origin {
  if (message?.kind === 'authorization-response') {
    const accessToken = param(membersOf(message), 'access_token') ?? null
    return { ...emptyTokenContext, from: message.kind, accessToken }
  }
  if (message?.kind === 'introspection-response')
    return {
      ...emptyTokenContext,
      response: introspected(flow, message),
      accessToken: newest(flow),
    }
  if (message?.kind !== 'token-response') return { ...emptyTokenContext, accessToken: newest(flow) }
  const request = requestOf(flow, message)
  const isRefresh = request && param(request.params, 'grant_type') === 'refresh_token'
  const response = jsonObjectOf(message.body)
  return {
    from: isRefresh ? 'refresh' : message.kind,
    response,
    accessToken: textIn(response, 'access_token'),
    certificate: request?.certificate === true,
    resources: request ? requestedResources(flow, request) : null,
  }
}

function newest({ tokens }: Flow): string | null {
  return userTokens(tokens).find(({ kind }) => kind === 'access_token')?.value ?? null
}

/** Members of the token response with the introspected access token. */
function introspected(flow: Flow, message: EndpointResponse<'introspection'>): JsonObject | null {
  const token = param(requestOf(flow, message)?.params ?? [], 'token')
  const tokenResponse = token === undefined ? null : tokenResponseWith(flow, 'access_token', token)
  return tokenResponse && jsonObjectOf(tokenResponse.body)
}

/** The token response that first contained a token. */
function tokenResponseWith(
  { messages, tokens }: Flow,
  kind: FlowToken['kind'],
  text: string,
): TokenResponse | null {
  const ids = new Set(
    tokens.flatMap((token) =>
      token.kind === kind && token.value === text ? [token.messageId] : [],
    ),
  )
  return (
    messages.find(
      (each): each is TokenResponse => each.kind === 'token-response' && ids.has(each.id),
    ) ?? null
  )
}

/**
 * The original grant, however often it was refreshed. A refresh may request less, and the next one may
 * request everything again.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-6)
 */
function grantBehind(flow: Flow, message: OAuthMessage | null): JsonObject | null {
  const visited = new Set<string>()
  let grant = message?.kind === 'token-response' ? message : null
  while (grant && !visited.has(grant.id)) {
    visited.add(grant.id)
    const params = requestOf(flow, grant)?.params ?? []
    const token = param(params, 'refresh_token')
    if (param(params, 'grant_type') !== 'refresh_token' || token === undefined) break
    grant = tokenResponseWith(flow, 'refresh_token', token)
  }
  return grant && grant.id !== message?.id ? jsonObjectOf(grant.body) : null
}

function earlierThan(flow: Flow, message: OAuthMessage | null): TokenContext['earlier'] {
  const before = flow.messages.filter(
    ({ at, id }) => message !== null && id !== message.id && at <= message.at,
  )
  const tokenResponses = before.filter(
    (each): each is TokenResponse => each.kind === 'token-response' && isSuccess(each),
  )
  // The first ID token may be in the authorization response.
  const idToken = [
    ...before.filter(({ kind }) => kind === 'authorization-response'),
    ...tokenResponses,
  ]
    .flatMap((each) => ('jwts' in each ? each.jwts : []))
    .find(({ name }) => name === 'id_token')
  const last = tokenResponses.at(-1)
  return {
    response: last ? jsonObjectOf(last.body) : null,
    idToken: idToken ? decodeJwt(idToken.decryption?.plaintext ?? idToken.text).payload : null,
  }
}

/** `sub` of the newest ID token with a valid signature. */
function subjectOf({ messages }: Flow): string | null {
  const verified = messages
    .flatMap((message) => ('jwts' in message ? message.jwts : []))
    .findLast(({ name, verification }) => name === 'id_token' && verification.status === 'valid')
  if (!verified) return null
  return textIn(decodeJwt(verified.decryption?.plaintext ?? verified.text).payload, 'sub')
}
