import { isDpopType } from '@/lib/model/token-kinds'
import type { AuthorizationRequest, EndpointRequest, OAuthMessage } from '@/lib/flow/model/message'
import { requestOf } from '@/lib/flow/read/endpoint-response'
import { decodeJwt } from '@/lib/jose/decode'
import { tokenInHeader } from '@/lib/model/http-text'
import { isObject, jsonObjectOf, textIn } from '@/lib/model/json'
import { param, type Params } from '@/lib/model/params'

type Bound = readonly string[] | null
type Request = AuthorizationRequest | (EndpointRequest & OAuthMessage)

/**
 * Thumbprints that the key of the DPoP proof of a request must have, because the code or the access token is
 * bound to them. Empty if any key is allowed, null if this is not known.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-10)
 */
export function boundKeysOf(message: Request, before: readonly OAuthMessage[]): Bound {
  if (message.kind === 'par-request') return jktIn(message.params)
  if (message.kind === 'token-request') return keysOfCode(message.params, before)
  if (message.kind === 'userinfo-request' || message.kind === 'resource-request')
    return keysOfToken(tokenInHeader(message.headers), before)
  return []
}

/** `dpop_jkt` of an authorization request, as a parameter or in its request object. */
function jktIn(params: Params): readonly string[] {
  const inObject = textIn(decodeJwt(param(params, 'request') ?? '').payload, 'dpop_jkt')
  const jkt = param(params, 'dpop_jkt') ?? inObject
  return jkt ? [jkt] : []
}

/** A refresh token of a confidential client may be used with any key. */
function keysOfCode(params: Params, before: readonly OAuthMessage[]): Bound {
  if (param(params, 'grant_type') !== 'authorization_code') return []
  const pushed = before.findLast((each) => each.kind === 'par-request')
  const request = pushed ?? before.findLast((each) => each.kind === 'authorization-request')
  if (!request || !hasParameters(request.params)) return null
  const proven = pushed ? proofKeyOf(pushed) : null
  return [...jktIn(request.params), ...(proven === null ? [] : [proven])]
}

/** Whether a request has its own parameters, and not only the `request_uri` of a push that was not observed. */
function hasParameters(params: Params): boolean {
  return param(params, 'response_type') !== undefined || param(params, 'request') !== undefined
}

/** Thumbprint of the key of the DPoP proof in a request; null if it was not opened yet, or has no proof. */
export function proofKeyOf({ jwts = [] }: Pick<EndpointRequest, 'jwts'>): string | null {
  return jwts.find(({ name }) => name === 'DPoP')?.verification.jwk?.thumbprint ?? null
}

/** The key in the `cnf` of an access token; null if the token is opaque or not bound to a DPoP key. */
export function confirmedKey(token: string): string | null {
  const cnf = decodeJwt(token).payload?.['cnf']
  return isObject(cnf) ? textIn(cnf, 'jkt') : null
}

/** The key in the `cnf` of an access token, otherwise the key of the proof that it was requested with. */
function keysOfToken(token: string | undefined, before: readonly OAuthMessage[]): Bound {
  if (token === undefined) return null
  const jkt = confirmedKey(token)
  if (jkt !== null) return [jkt]
  const responses = before.filter((each) => each.kind === 'token-response')
  const issuing = responses.find(({ body }) => {
    const members = jsonObjectOf(body)
    const isBound = isDpopType(textIn(members, 'token_type'))
    return isBound && textIn(members, 'access_token') === token
  })
  const request = issuing && requestOf({ messages: before }, issuing)
  const proven = request ? proofKeyOf(request) : null
  return proven === null ? null : [proven]
}
