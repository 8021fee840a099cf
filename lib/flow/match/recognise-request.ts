import type { Observation } from '@/lib/capture/observation'
import { decodeJwt } from '@/lib/jose/decode'
import { credentials } from '@/lib/oauth/response'
import { formDecode, isReachable, isSamePlace, parseUrl } from '@/lib/model/url'
import { maxPageLength, maxRequestLength } from '@/lib/model/bounds'
import type { MatchReason } from '@/lib/model/match-reason'
import { param, type Params } from '@/lib/model/params'
import { keepParams, keepUrl } from '@/lib/model/text-bound'
import type { KnownClient } from '@/lib/flow/model/world'

export type Requested = Extract<Observation, { kind: 'request' }>

/** The parameters of an authorization request from its URL and, for a POST, its form, within the storage limits. */
export function readParams({ url, form }: Pick<Requested, 'url' | 'form'>): {
  readonly params: Params
  readonly shortened: boolean
} {
  const inUrl = keepUrl(url, maxRequestLength)
  const { query } = inUrl.kept
  const inForm = keepParams(form ?? [], maxRequestLength)
  return {
    params: [...(query === null ? [] : formDecode(query)), ...inForm.kept],
    shortened: inUrl.shortened || inForm.shortened,
  }
}

/**
 * Why a request is treated as an authorization request that Parley did not start; null if it is not one. At
 * an unknown endpoint it must have a client_id and a request_uri that is a URI, a request object, or a
 * response_type with known values. At a known endpoint it may also have response parameters, because a server
 * ignores unknown parameters, and its request_uri may be any text, because the server chooses the format.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.1)
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.2)
 */
export function recogniseRequest(
  { url, method, fetched }: Requested,
  params: Params,
  clients: readonly KnownClient[],
): Extract<MatchReason, 'endpoint' | 'shape'> | null {
  if (method !== 'GET' && method !== 'POST') return null
  const clientId = param(params, 'client_id') ?? ''
  if (clientId === '' || clientId.length > maxPageLength) return null
  if (clients.some((client) => isAtEndpoint(client, url)))
    return isForEndpoint(params) ? 'endpoint' : null
  // The back end of an app may have the same parameters, and build the authorization request from them.
  if (fetched) return null
  return isShaped(params) && !isOther(params) ? 'shape' : null
}

/** Whether the parameters at an authorization endpoint are a request, regardless of any others. */
function isForEndpoint(params: Params): boolean {
  if (isShaped(params) || param(params, 'request_uri'))
    return param(params, 'grant_type') === undefined
  return Boolean(param(params, 'redirect_uri')) && !isOther(params)
}

/** Whether a URL is a client's authorization endpoint. Ignores the query and the spelling. */
export function isAtEndpoint(
  { authorizationEndpoint }: Pick<KnownClient, 'authorizationEndpoint'>,
  url: string,
): boolean {
  return authorizationEndpoint !== null && isSamePlace(authorizationEndpoint, url)
}

/** Whether parameters are a token request, or a response, which may echo request parameters. */
export function isOther(params: Params): boolean {
  const has = (name: string) => param(params, name) !== undefined
  return has('grant_type') || credentials.some(has) || (has('error') && !has('response_type'))
}

const responseTypes: ReadonlySet<string> = new Set(['code', 'token', 'id_token', 'none'])

/** A URN of any namespace, or a URL that a server can read. */
function isReference(requestUri: string): boolean {
  const url = parseUrl(requestUri)
  return url !== null && (url.protocol === 'urn:' || isReachable(url))
}

function isShaped(params: Params): boolean {
  if (isReference(param(params, 'request_uri') ?? '')) return true
  const request = param(params, 'request')
  if (request !== undefined && decodeJwt(request).kind !== 'malformed') return true
  const types = (param(params, 'response_type') ?? '').split(' ').filter((type) => type !== '')
  return types.length > 0 && types.every((type) => responseTypes.has(type))
}

/**
 * Parameters that are equal if a request was only sent again: by a reload, or by a form that posts to its own
 * URL.
 */
const telling = ['client_id', 'request_uri', 'request', 'state', 'nonce', 'redirect_uri', 'scope']

export function isSameRequest(a: Params, b: Params): boolean {
  return telling.every((name) => param(a, name) === param(b, name))
}

/**
 * Whether a server returned to its authorization endpoint with this request: by its request_uri, otherwise by
 * its state. The server may have added or removed anything else.
 */
export function isReturnOf(request: Params, params: Params): boolean {
  const name = param(request, 'request_uri') === undefined ? 'state' : 'request_uri'
  return (
    param(request, 'client_id') === param(params, 'client_id') &&
    param(request, name) !== undefined &&
    param(request, name) === param(params, name)
  )
}
