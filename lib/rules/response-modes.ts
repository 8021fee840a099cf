import type { ResponseMode } from '@/lib/model/navigation'

/** Where each response_mode puts the parameters; null is "by the response_type". */
const containers: ReadonlyMap<string, ResponseMode | null> = new Map<string, ResponseMode | null>([
  ['query', 'query'],
  ['fragment', 'fragment'],
  ['form_post', 'form'],
  ['query.jwt', 'query'],
  ['fragment.jwt', 'fragment'],
  ['form_post.jwt', 'form'],
  ['jwt', null],
])

export function isKnownMode(mode: string): boolean {
  return containers.has(mode)
}

/**
 * Whether a response_mode makes the response a JWT.
 *
 * @see [JARM](https://openid.net/specs/oauth-v2-jarm-final.html#section-2.3)
 */
export function isSignedMode(mode: string): boolean {
  return isKnownMode(mode) && mode.endsWith('jwt')
}

/**
 * Where a known response_mode, or the default where it is null, puts a response.
 *
 * @see [OAuth 2.0 Multiple Response Types](https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#rfc.section.5)
 */
export function containerOf(mode: string | null, holdsToken: boolean): ResponseMode {
  return (mode === null ? null : containers.get(mode)) ?? (holdsToken ? 'fragment' : 'query')
}

/** Whether a response_type brings tokens to the browser. */
export function bringsToken(responseType: string): boolean {
  return responseType.split(' ').some((value) => value === 'id_token' || value === 'token')
}
