import { textIn } from '@/lib/model/json'
import type { DecodedJwt } from '@/lib/jose/types'

/** @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-2.2) */
export const requiredClaims = ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'] as const

/**
 * Whether an access token declares itself a JWT of RFC 9068. Any other JWT has its server's own form, to which
 * RFC 9068 does not apply.
 *
 * @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-2.1)
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-1.4)
 */
export function isProfiled({ header }: DecodedJwt): boolean {
  return /^(?:application\/)?at\+jwt$/i.test(textIn(header, 'typ') ?? '')
}
