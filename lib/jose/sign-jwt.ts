import { CompactSign } from 'jose'
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
