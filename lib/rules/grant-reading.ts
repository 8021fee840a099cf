import type { ClientAuthMethod } from '@/lib/model/client-auth-methods'
import { jsonArrayOf, textIn, type JsonObject } from '@/lib/model/json'
import type { EndpointRequest } from '@/lib/flow/model/message'
import { header } from '@/lib/model/http-text'
import type { Artefacts } from './artefacts'
import { isDetail } from './grant-details'
import { given } from './reading'

type TokenRequest = EndpointRequest<'token'>
type TokenAnswer = Artefacts['token-response']

/** What the client trades for tokens; null where the request was not seen. */
export function grantOf(request: TokenRequest | null): string | null {
  return request && (given(request.params, 'grant_type') ?? null)
}

/** The token request that refreshes; null where it is another, or was not seen. */
export function refreshOf({ request }: TokenAnswer): TokenRequest | null {
  return grantOf(request) === 'refresh_token' ? request : null
}

/** The grants that give what the authorization request asked for; any other has a request of its own. */
const ofAuthorization: ReadonlySet<string | null> = new Set([
  null,
  'authorization_code',
  'refresh_token',
])

/** A parameter of the token request, which narrows down what was to be had before. */
function requestedIn({ request }: TokenAnswer, name: string, before: string | null): string | null {
  const own = request && given(request.params, name)
  return own ?? (ofAuthorization.has(grantOf(request)) ? before || null : null)
}

/** The scope that a refresh may have: that of the first grant; where it had none, the requested one. */
export function scopeGranted({ context: { requested, tokenContext } }: TokenAnswer): string | null {
  const granted = tokenContext.granted ?? tokenContext.earlier.response
  return textIn(granted, 'scope') ?? (requested.scope || null)
}

/**
 * The scope that was requested; of a refresh without one, that of the first grant. An exchange of a code has
 * no `scope` of its own: a server may ignore one that stands there.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.3)
 */
export function scopeAsked(artefact: TokenAnswer): string | null {
  const before = refreshOf(artefact) ? scopeGranted(artefact) : artefact.context.requested.scope
  const requested = requestedIn(artefact, 'scope', before)
  const isExchange = grantOf(artefact.request) === 'authorization_code'
  return isExchange && before && requested !== before ? `${before} ${requested}` : requested
}

/** Values of the requested scope that need not be granted: one of the requests leaves them out. */
export function scopeExcused(artefact: TokenAnswer, requested: string): ReadonlySet<string> {
  const { request, context } = artefact
  if (refreshOf(artefact)) return new Set(beyond(requested, scopeGranted(artefact) ?? requested))
  const own = grantOf(request) === 'authorization_code' && request && given(request.params, 'scope')
  if (!own) return new Set()
  return new Set([
    ...beyond(requested, own),
    ...beyond(requested, context.requested.scope || requested),
  ])
}

/** The authorization_details that were requested; null where they are not known. */
export function detailsAsked(artefact: TokenAnswer): readonly JsonObject[] | null {
  const { authorizationDetails } = artefact.context.requested
  const text = requestedIn(artefact, 'authorization_details', authorizationDetails)
  return text === null ? null : readDetails(text)
}

/** The token request says itself what it is for, whatever was requested before. */
export function hasOwnDetails({ request }: TokenAnswer): boolean {
  return request !== null && given(request.params, 'authorization_details') !== undefined
}

/** The authorization_details of the first grant that a refresh continues; null where they are not known. */
export function detailsGranted({
  context: { tokenContext },
}: TokenAnswer): readonly JsonObject[] | null {
  return detailsIn(tokenContext.granted)
}

/** The authorization_details of a response or a token; null where it has no list of them. */
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

/** The values of a scope that another does not have. */
export function beyond(scope: string, limit: string): readonly string[] {
  const allowed = new Set(scopesOf(limit))
  return [...new Set(scopesOf(scope))].filter((value) => !allowed.has(value))
}

/** How the client said who it is, by the names of token_endpoint_auth_method. */
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

/** The client showed the key that it wants the tokens to be bound to. */
export function hasProof({ headers }: EndpointRequest): boolean {
  return header(headers, 'dpop') !== undefined
}
