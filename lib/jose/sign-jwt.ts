import { base64url, CompactSign } from 'jose'
import type { JsonObject } from '@/lib/model/json'

const encoder = new TextEncoder()

/**
 * Signs claims as a compact JWT. `header.alg` selects the algorithm; a text key is a client secret. Rejects if the
 * key does not support the algorithm.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-7.1)
 */
export function signJwt(
  header: JsonObject,
  claims: JsonObject,
  key: CryptoKey | string,
): Promise<string> {
  return new CompactSign(encoder.encode(JSON.stringify(claims)))
    .setProtectedHeader({ ...header, alg: String(header['alg']) })
    .sign(typeof key === 'string' ? encoder.encode(key) : key)
}

/**
 * Writes claims as a JWT with the algorithm `none` and an empty signature.
 *
 * @see [RFC 7519](https://www.rfc-editor.org/rfc/rfc7519.html#section-6.1)
 */
export function unsignedJwt(header: JsonObject, claims: JsonObject): string {
  const parts = [{ ...header, alg: 'none' }, claims]
  return `${parts.map((part) => base64url.encode(JSON.stringify(part))).join('.')}.`
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** A compact JWT with the first bit of its signature flipped. Unchanged if it has no signature. */
export function withFlippedSignature(jwt: string): string {
  const at = jwt.lastIndexOf('.') + 1
  const first = alphabet.indexOf(jwt.charAt(at))
  if (at >= jwt.length || first < 0) return jwt
  return `${jwt.slice(0, at)}${alphabet.charAt(first ^ 0b10_0000)}${jwt.slice(at + 1)}`
}
