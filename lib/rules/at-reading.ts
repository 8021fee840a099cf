import { textIn } from '@/lib/model/json'
import type { DecodedJwt } from '@/lib/jose/types'

/** @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-2.2) */
export const requiredClaims = ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'] as const

/** Required claims that a JWT must have before it is taken for one of this kind. */
const enough = 5

/** @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-2.1) */
export function saysAccessToken({ header }: DecodedJwt): boolean {
  return /^(?:application\/)?at\+jwt$/i.test(textIn(header, 'typ') ?? '')
}

/**
 * Whether an access token is a JWT of RFC 9068: it says so, or has most of the claims. Servers may
 * issue JWTs of their own making, which nothing says anything about.
 */
export function isProfiled(jwt: DecodedJwt): boolean {
  const { payload } = jwt
  if (!payload) return false
  return (
    saysAccessToken(jwt) ||
    requiredClaims.filter((name) => Object.hasOwn(payload, name)).length >= enough
  )
}
