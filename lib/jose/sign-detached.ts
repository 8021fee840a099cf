import { FlattenedSign } from 'jose'
import { understood } from './critical'
import type { JsonObject } from '@/lib/model/json'

const critical = Object.fromEntries([...understood].map((name) => [String(name), true]))

/**
 * Signs octets as a detached JWS: `header..signature`. `alg` in the header selects the algorithm, and `b64: false`
 * that the octets are signed as they are. Rejects if the key does not support the algorithm.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#appendix-F)
 * @see [RFC 7797](https://www.rfc-editor.org/rfc/rfc7797.html#section-5.1)
 */
export async function signDetached(
  header: JsonObject,
  octets: Uint8Array,
  key: CryptoKey,
): Promise<string> {
  const { protected: protectedHeader, signature } = await new FlattenedSign(octets)
    .setProtectedHeader({ ...header, alg: String(header['alg']) })
    .sign(key, { crit: critical })
  return `${protectedHeader ?? ''}..${signature}`
}
