import type { JudgingContext } from '@/lib/facts/judging-context'
import type { ClientAuthMethod } from '@/lib/model/client-auth-methods'
import { jsonArrayOf, textIn, textsIn, type JsonObject } from '@/lib/model/json'
import type { EndpointRequest } from '@/lib/flow/model/message'
import { header } from '@/lib/model/http-text'
import type { Artefacts } from './artefacts'
import { isDetail } from '@/lib/consent/grant-details'
import { given } from './reading'

type TokenRequest = EndpointRequest<'token'>
type TokenArtefact = Artefacts['token-response']

/** The grant_type of a token request; null if the request was not observed or has none. */
export function grantOf(request: TokenRequest | null): string | null {
  return request && (given(request.params, 'grant_type') ?? null)
}

/**
 * Whether a token request exchanges a token.
 *
 * @see [RFC 8693](https://www.rfc-editor.org/rfc/rfc8693.html#section-2.1)
 */
export function isTokenExchange(request: TokenRequest | null): boolean {
  return grantOf(request) === 'urn:ietf:params:oauth:grant-type:token-exchange'
}

/** The token request of a refresh; null for a different grant, or if the request was not observed. */
export function refreshOf({ request }: TokenArtefact): TokenRequest | null {
  return grantOf(request) === 'refresh_token' ? request : null
}

/** Grants whose tokens are for the authorization request. Other grants have their own parameters. */
const ofAuthorization: ReadonlySet<string | null> = new Set([
  null,
  'authorization_code',
  'refresh_token',
])

/** A parameter of the token request, otherwise the earlier value that it would narrow down. */
function requestedIn(
  { request }: TokenArtefact,
  name: string,
  before: string | null,
): string | null {
  const own = request && given(request.params, name)
  return own ?? (ofAuthorization.has(grantOf(request)) ? before || null : null)
}

/** The maximum scope of a refresh: the scope of the first grant, otherwise the requested scope. */
export function scopeGranted({
  context: { requested, tokenContext },
}: TokenArtefact): string | null {
  const granted = tokenContext.granted ?? tokenContext.earlier.response
  return textIn(granted, 'scope') ?? (requested.scope || null)
}

/**
 * The requested scope; for a refresh without `scope`, the scope of the first grant. The exchange of a code
 * has no `scope`, so a server may ignore one.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.3)
 */
export function requestedScope(artefact: TokenArtefact): string | null {
  const before = refreshOf(artefact) ? scopeGranted(artefact) : artefact.context.requested.scope
  const requested = requestedIn(artefact, 'scope', before)
  const isExchange = grantOf(artefact.request) === 'authorization_code'
  return isExchange && before && requested !== before ? `${before} ${requested}` : requested
}

/** Values of the requested scope that need not be granted, because one of the requests omits them. */
export function scopeExcused(artefact: TokenArtefact, requested: string): ReadonlySet<string> {
  const { request, context } = artefact
  if (refreshOf(artefact)) return new Set(beyond(requested, scopeGranted(artefact) ?? requested))
  const own = grantOf(request) === 'authorization_code' && request && given(request.params, 'scope')
  if (!own) return new Set()
  return new Set([
    ...beyond(requested, own),
    ...beyond(requested, context.requested.scope || requested),
  ])
}

/** The requested authorization_details; null if not known. */
export function requestedDetails(artefact: TokenArtefact): readonly JsonObject[] | null {
  const { authorizationDetails } = artefact.context.requested
  const text = requestedIn(artefact, 'authorization_details', authorizationDetails)
  return text === null ? null : readDetails(text)
}

/** Whether the token request has its own authorization_details, which take precedence over earlier ones. */
export function hasOwnDetails({ request }: TokenArtefact): boolean {
  return request !== null && given(request.params, 'authorization_details') !== undefined
}

/** The authorization_details of the first grant, which a refresh continues; null if not known. */
export function detailsGranted({
  context: { tokenContext },
}: TokenArtefact): readonly JsonObject[] | null {
  return detailsIn(tokenContext.granted)
}

/** The authorization_details of a response or a token; null if they are missing or not valid. */
export function detailsIn(members: JsonObject | null): readonly JsonObject[] | null {
  const details = members?.['authorization_details']
  return Array.isArray(details) && details.every(isDetail) ? details : null
}

function readDetails(text: string): readonly JsonObject[] | null {
  const value = jsonArrayOf(text)
  return value?.every(isDetail) ? value : null
}

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.3) */
export function scopesOf(text: string): readonly string[] {
  return text.split(' ').filter((scope) => scope !== '')
}

/** The values of a scope that are not in another scope. */
export function beyond(scope: string, limit: string): readonly string[] {
  const allowed = new Set(scopesOf(limit))
  return [...new Set(scopesOf(scope))].filter((value) => !allowed.has(value))
}

/** How the client authenticated, by the names of token_endpoint_auth_method. */
export function authenticationsOf({
  headers,
  params,
  certificate,
}: EndpointRequest): readonly ClientAuthMethod[] {
  const found: readonly (readonly [method: ClientAuthMethod, holds: boolean])[] = [
    ['client_secret_basic', /^basic /i.test(header(headers, 'authorization') ?? '')],
    ['client_secret_post', given(params, 'client_secret') !== undefined],
    ['private_key_jwt', given(params, 'client_assertion') !== undefined],
    ['tls_client_auth', certificate],
  ]
  return found.flatMap(([method, holds]) => (holds ? [method] : []))
}

/** Whether the request contains a DPoP proof, for the key that the tokens will be bound to. */
export function hasProof({ headers }: EndpointRequest): boolean {
  return header(headers, 'dpop') !== undefined
}

/**
 * Whether a client that sent no credentials is public. One with a certificate sends none either, and only
 * Parley's own requests and the server's metadata show that there was no certificate.
 */
export function isPublic({ source }: EndpointRequest, { metadata }: JudgingContext): boolean {
  if (source === 'parley') return true
  const methods = textsIn(metadata, 'token_endpoint_auth_methods_supported') ?? []
  return metadata !== null && !methods.some((method) => method.endsWith('tls_client_auth'))
}
