import { textIn } from '@/lib/model/json'
import type { DecodedJwt } from '@/lib/jose/types'

/** @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-2.2) */
export const requiredClaims = ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'] as const

/** Number of required claims from which a JWT is treated as one of RFC 9068. */
const enough = 5

/** @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-2.1) */
export function saysAccessToken({ header }: DecodedJwt): boolean {
  return /^(?:application\/)?at\+jwt$/i.test(textIn(header, 'typ') ?? '')
}

/**
 * Whether an access token is a JWT of RFC 9068: it has that type, or most of the claims. Servers may also
 * issue other JWTs, to which no specification applies.
 */
export function isProfiled(jwt: DecodedJwt): boolean {
  const { payload } = jwt
  if (!payload) return false
  return (
    saysAccessToken(jwt) ||
    requiredClaims.filter((name) => Object.hasOwn(payload, name)).length >= enough
  )
}
