import { isObject } from '@/lib/jose/json'
import type { EndpointRequest } from '@/lib/flow/message'
import type { JsonObject } from '@/lib/jose/types'
import { header } from '@/lib/oauth/http-text'
import type { Artefacts } from './artefacts'
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

/** A parameter of the token request, which narrows down that of the authorization request. */
function askedFor({ request }: TokenAnswer, name: string, before: string | null): string | null {
  const isOwn = grantOf(request) === 'client_credentials'
  return (request && given(request.params, name)) ?? (isOwn ? null : before)
}

export function scopeAsked(artefact: TokenAnswer): string | null {
  return askedFor(artefact, 'scope', artefact.known.asked.scope)
}

/** The authorization_details that were asked for; null where none are known. */
export function detailsAsked(artefact: TokenAnswer): readonly JsonObject[] | null {
  const { authorizationDetails } = artefact.known.asked
  const text = askedFor(artefact, 'authorization_details', authorizationDetails)
  return text === null ? null : readDetails(text)
}

function readDetails(text: string): readonly JsonObject[] | null {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.filter(isObject) : null
  } catch {
    return null
  }
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
export function authenticationsOf({ headers, params, certificate }: EndpointRequest): string[] {
  const found: readonly (readonly [method: string, holds: boolean])[] = [
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
