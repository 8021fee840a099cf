import type { DecodedJwt, JsonObject } from '@/lib/jose/types'

/** Signs that a JWT is something else than an ID token: its `typ`, or claims that only another kind has. */
const otherTypes =
  /^(application\/)?(at|dpop|oauth-authz-req|token-introspection|secevent|vc\+sd|dc\+sd|logout)\+?/i
const otherClaims = [
  'htm',
  'response_type',
  'code',
  'error',
  'response',
  'events',
  'token_introspection',
  'software_id',
]

/**
 * Whether a JWT may be judged as an ID token: it has what one must have and no sign of another kind.
 *
 * @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.12)
 */
export function looksLikeIdToken({ header, payload }: DecodedJwt): boolean {
  if (!payload) return false
  const typ = header?.['typ']
  if (typeof typ === 'string' && otherTypes.test(typ)) return false
  return !otherClaims.some((name) => Object.hasOwn(payload, name)) && !isAssertion(payload)
}

/** @see [RFC 7523](https://www.rfc-editor.org/rfc/rfc7523.html#section-3) */
function isAssertion(payload: JsonObject): boolean {
  return payload['iss'] !== undefined && payload['iss'] === payload['sub']
}

/**
 * Whether a JWT is an access token: its `typ` says so.
 *
 * @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-2.1)
 */
export function looksLikeAccessToken({ header }: DecodedJwt): boolean {
  const typ = header?.['typ']
  return typeof typ === 'string' && /^(application\/)?at\+jwt$/i.test(typ)
}
