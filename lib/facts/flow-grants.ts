import { isDpopType } from '@/lib/model/token-kinds'
import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import { isEndpointRequest, isEndpointResponse, isSuccess } from '@/lib/flow/read/endpoint-response'
import { header } from '@/lib/model/http-text'
import { jsonObjectOf, textIn, type JsonObject } from '@/lib/model/json'
import { param } from '@/lib/model/params'
import { confirmedKey, proofKeyOf } from './bound-keys'
import { presentedToken } from './request-context'

/** Facts about the tokens in a request, and about requests that were refused before. Null means "not known". */
export interface GrantFacts {
  /** The refresh token of the request was replaced before; null if it was not. */
  readonly replaced: {
    /** Milliseconds since the epoch. */
    readonly at: number
    /** The new refresh token was used, so the client had received it. */
    readonly isNewUsed: boolean
  } | null
  /** The token of the request, or the refresh token of its grant, was revoked before; null if not. */
  readonly revoked: {
    /** Milliseconds since the epoch. */
    readonly at: number
    readonly through: 'token' | 'grant'
  } | null
  /** The same token request was refused before; null if it was not. */
  readonly refused: { readonly error: string; readonly times: number } | null
  /** Thumbprint of the DPoP key that the token of the request is bound to. */
  readonly boundKey: string | null
}

interface Replaced {
  readonly at: number
  readonly by: string
}

/** Reads the messages of a flow one after the other. The facts are about the request of each message. */
export function grantReader(): (
  message: OAuthMessage,
  request: EndpointRequest | null,
) => GrantFacts {
  const replacements = new Map<string, Replaced>()
  const used = new Set<string>()
  const revocations = new Map<string, number>()
  const grants = new Map<string, string>()
  const keys = new Map<string, string>()
  const refusals = new Map<string, Refused>()

  const revokedOf = (token: string): GrantFacts['revoked'] => {
    const at = revocations.get(token)
    if (at !== undefined) return { at, through: 'token' }
    const ofGrant = revocations.get(grants.get(token) ?? '')
    return ofGrant === undefined ? null : { at: ofGrant, through: 'grant' }
  }
  /** The refusal of the same request, unless this one corrects its proof. */
  const refusedOf = (request: EndpointRequest): Refused | null => {
    const refused = refusals.get(keyOf(request))
    if (!refused) return null
    return ofProof.has(refused.error) && refused.proof !== proofOf(request) ? null : refused
  }
  const factsOf = (request: EndpointRequest): GrantFacts => {
    const token = tokenIn(request)
    const replacement = replacements.get(param(request.params, 'refresh_token') ?? '')
    return {
      replaced: replacement ? { at: replacement.at, isNewUsed: used.has(replacement.by) } : null,
      revoked: token === undefined ? null : revokedOf(token),
      refused: request.kind === 'token-request' ? refusedOf(request) : null,
      boundKey: token === undefined ? null : (keys.get(token) ?? confirmedKey(token)),
    }
  }
  const rotate = (request: EndpointRequest, at: number, next: string | null): void => {
    const before = param(request.params, 'refresh_token')
    if (before && next && next !== before && !replacements.has(before))
      replacements.set(before, { at, by: next })
  }
  const receive = (request: EndpointRequest, { at, body }: EndpointResponse): void => {
    const members = jsonObjectOf(body)
    const [access, next] = [textIn(members, 'access_token'), textIn(members, 'refresh_token')]
    rotate(request, at, next)
    const grant = next ?? param(request.params, 'refresh_token')
    if (access && grant) grants.set(access, grant)
    const key = boundKeyOf(request, members)
    if (key !== null) for (const token of [access, next]) if (token) keys.set(token, key)
  }
  const accept = (request: EndpointRequest, message: EndpointResponse): void => {
    refusals.delete(keyOf(request))
    receive(request, message)
  }
  const refuse = (request: EndpointRequest, { body }: EndpointResponse): void => {
    const error = textIn(jsonObjectOf(body), 'error')
    if (error === null) return
    const known = refusedOf(request)
    const times = known?.error === error ? known.times + 1 : 1
    refusals.set(keyOf(request), { error, times, proof: proofOf(request) })
  }
  const revoke = ({ params }: EndpointRequest, { at }: EndpointResponse): void => {
    const token = param(params, 'token')
    if (token && !revocations.has(token)) revocations.set(token, at)
  }
  const readResponse = (message: EndpointResponse, request: EndpointRequest): void => {
    if (message.kind === 'token-response') (isSuccess(message) ? accept : refuse)(request, message)
    if (message.kind === 'revocation-response' && isSuccess(message)) revoke(request, message)
  }

  return (message, request) => {
    const own = isEndpointRequest(message) ? message : request
    if (!own) return noGrantFacts
    const facts = factsOf(own)
    const refreshed = isEndpointRequest(message) ? param(message.params, 'refresh_token') : null
    if (refreshed) used.add(refreshed)
    if (request && isEndpointResponse(message)) readResponse(message, request)
    return facts
  }
}

/** The key that the tokens of a response are bound to; null if they are not bound to a DPoP key. */
function boundKeyOf(request: EndpointRequest, members: JsonObject | null): string | null {
  const isBound = isDpopType(textIn(members, 'token_type'))
  return isBound ? proofKeyOf(request) : null
}

const noGrantFacts: GrantFacts = {
  replaced: null,
  revoked: null,
  refused: null,
  boundKey: null,
}

/** The token that a request presents, refreshes or asks about. */
function tokenIn(request: EndpointRequest): string | undefined {
  const { kind, params } = request
  if (kind === 'token-request') return param(params, 'refresh_token') || undefined
  if (kind === 'introspection-request') return param(params, 'token') || undefined
  const presents = kind === 'userinfo-request' || kind === 'resource-request'
  return presents ? presentedToken(request as OAuthMessage) : undefined
}

/** Parameters that a client creates anew for the same request. */
const fresh: ReadonlySet<string> = new Set(['client_assertion', 'client_secret'])

interface Refused {
  readonly error: string
  readonly times: number
  /** What proved who sent the request. */
  readonly proof: string
}

/** Errors about what proves who sends a request. With a different proof, the request is a different one. */
const ofProof: ReadonlySet<string> = new Set(['invalid_client', 'invalid_dpop_proof'])

/** The credentials of the client and its DPoP proof, as they were sent. */
function proofOf({ headers, params }: EndpointRequest): string {
  const sent = ['authorization', 'dpop'].map((name) => header(headers, name) ?? '')
  return [...sent, param(params, 'client_assertion'), param(params, 'client_secret')].join('\n')
}

/** Two token requests with the same key differ only in their proofs. */
function keyOf({ url, params }: EndpointRequest): string {
  const kept = params.filter(([name]) => !fresh.has(name)).map((each) => each.join('='))
  return [url, ...kept.toSorted()].join('&')
}
