import type { VerificationReason } from '@/lib/jose/types'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { signingAlg } from '../token-reading'

const codes: Partial<Record<VerificationReason, string>> = {
  'key-type': 'key_type',
  'key-crv': 'key_crv',
  'key-alg': 'key_alg',
  'key-size': 'key_size',
}

/**
 * The key fits the algorithm, and a public key is not used as a shared secret.
 *
 * @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.1)
 */
export default defineRule({
  id: 'jose-alg-key-agree',
  on: 'jwt',
  about: 'alg',
  refs: ['RFC8725-3.1', 'RFC8725-2.1', 'RFC7518-3.1'],
  check({ jwt, verification: { status, reason, jwk, seen, expected } }) {
    const alg = signingAlg(jwt)
    if (alg === null) return undefined
    if (jwk && reason === 'alg-symmetric')
      return jwk.kty === 'oct' ? [] : [finding('symmetric', alg, jwk.kty)]
    const code = reason && codes[reason]
    if (code) return [finding(code, seen, expected)]
    const isCompared = status === 'valid' || reason === 'signature'
    return jwk && isCompared ? [] : notObserved
  },
})
