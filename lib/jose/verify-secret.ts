import { jsonText } from '@/lib/model/json'
import type { DecodedJwt, Verification } from './types'
import { signedBy } from './verify'

const hashes: ReadonlyMap<unknown, string> = new Map([
  ['HS256', 'SHA-256'],
  ['HS384', 'SHA-384'],
  ['HS512', 'SHA-512'],
])

const encoder = new TextEncoder()

/**
 * Verifies an HMAC with a client secret. The key is the UTF-8 text of the secret. Null if the algorithm is not an
 * HMAC or the secret is empty.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.10.1)
 */
export async function verifyWithSecret(
  jwt: DecodedJwt,
  secret: string,
): Promise<Verification | null> {
  const alg = jwt.header?.['alg']
  const hash = hashes.get(alg)
  if (hash === undefined || secret === '') return null
  const octets = encoder.encode(secret)
  const params = { name: 'HMAC', hash }
  const key = await crypto.subtle.importKey('raw', octets, params, false, ['verify'])
  const { signature, input } = signedBy(jwt)
  const isValid = await crypto.subtle.verify(params.name, key, signature, input)
  return {
    status: isValid ? 'valid' : 'invalid',
    reason: isValid ? null : 'signature',
    // A thumbprint would reveal the hash of the secret.
    jwk: {
      kid: null,
      kty: 'oct',
      crv: null,
      alg: jsonText(alg),
      use: null,
      size: octets.length * 8,
      thumbprint: null,
    },
    keys: null,
    source: 'secret',
  }
}
