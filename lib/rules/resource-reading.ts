import type { ResourceRequest, ResourceResponse } from '@/lib/facts/resource-context'
import { challengesIn, type Challenge } from '@/lib/model/challenges'
import { header, headersNamed, tokenInHeader } from '@/lib/model/http-text'
import { param } from '@/lib/model/params'
import { formDecode, splitUrl } from '@/lib/model/url'

/** @see [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750.html#section-2) */
export type TokenWay = 'Authorization' | 'body' | 'query'

/** The ways in which a request presents an access token. */
export function tokenWays({ headers, params, url }: ResourceRequest): readonly TokenWay[] {
  const ways: readonly (readonly [way: TokenWay, token: string | undefined])[] = [
    ['Authorization', tokenInHeader(headers)],
    ['body', param(params, 'access_token')],
    ['query', param(formDecode(splitUrl(url).query ?? ''), 'access_token')],
  ]
  return ways.flatMap(([way, token]) => (token ? [way] : []))
}

/** Whether a request presents an access token. */
export function isAuthorized(request: ResourceRequest): boolean {
  return tokenWays(request).length > 0
}

/** The challenges of a response that are for tokens. */
export function tokenChallenges({ headers }: ResourceResponse): readonly Challenge[] {
  return challengesIn(headers).list.filter(({ scheme }) => /^(?:bearer|dpop)$/i.test(scheme))
}

export function isDpopScheme({ scheme }: Challenge): boolean {
  return scheme.toLowerCase() === 'dpop'
}

/** The first value of an attribute; undefined if the challenge does not have it. */
export function attributeOf({ attributes }: Challenge, name: string): string | undefined {
  return param(attributes, name)
}

/** Error codes that concern the DPoP proof. */
export const proofErrors: ReadonlySet<string | undefined> = new Set([
  'use_dpop_nonce',
  'invalid_dpop_proof',
])

/** A challenge in words: its scheme and its `error`. */
export function challengeText(challenge: Challenge): string {
  const error = attributeOf(challenge, 'error')
  return error === undefined ? challenge.scheme : `${challenge.scheme} error="${error}"`
}

/**
 * Nonces in all `DPoP-Nonce` headers. A nonce may contain a comma, but no space.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-8.1)
 */
export function noncesIn({ headers }: ResourceResponse): readonly string[] {
  return headersNamed(headers, 'dpop-nonce')
    .flatMap((value) => value.split(/\n|, +/))
    .map((nonce) => nonce.trim())
    .filter(Boolean)
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

/** @see [RFC 4122](https://www.rfc-editor.org/rfc/rfc4122.html#section-3) */
export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/** A header that a FAPI client may send, and its value. */
export function headerOf(
  message: Pick<ResourceRequest, 'headers'>,
  name: string,
): string | undefined {
  return header(message.headers, name)
}
