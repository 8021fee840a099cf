import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { ResponseMode } from '@/lib/model/navigation'

/** The location of the parameters for each response_mode. Null means that it depends on the response_type. */
const containers: ReadonlyMap<string, ResponseMode | null> = new Map<string, ResponseMode | null>([
  ['query', 'query'],
  ['fragment', 'fragment'],
  ['form_post', 'form'],
  ['query.jwt', 'query'],
  ['fragment.jwt', 'fragment'],
  ['form_post.jwt', 'form'],
  ['jwt', null],
])

/** Parameters that were pasted without their URL or form do not show how they were delivered. */
export function showsMode({ via, responseMode, url }: AuthorizationResponse): boolean {
  return via !== 'pasted' || responseMode === 'form' || /[?#]/.test(url)
}

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
 * The location of a response for a known response_mode, or for the default if it is null.
 *
 * @see [OAuth 2.0 Multiple Response Types](https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#rfc.section.5)
 */
export function containerOf(mode: string | null, holdsToken: boolean): ResponseMode {
  return (mode === null ? null : containers.get(mode)) ?? (holdsToken ? 'fragment' : 'query')
}

/** Whether a response_type sends tokens through the browser. */
export function bringsToken(responseType: string): boolean {
  return responseType.split(' ').some((value) => value === 'id_token' || value === 'token')
}
