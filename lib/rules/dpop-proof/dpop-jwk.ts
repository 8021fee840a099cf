import { privateMembers } from '@/lib/jose/jwks'
import type { VerificationReason } from '@/lib/jose/types'
import { isObject } from '@/lib/model/json'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'

const codes: Partial<Record<VerificationReason, string>> = {
  'key-member': 'missing',
  'key-type': 'mismatch',
  'key-crv': 'mismatch',
  'key-alg': 'mismatch',
  'key-use': 'mismatch',
  'key-size': 'weak',
}

/**
 * The header contains the public key, which fits the algorithm.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-4.3)
 */
export default defineRule({
  id: 'dpop-jwk',
  on: 'dpop-proof',
  about: 'jwk',
  refs: ['RFC9449-4.2', 'RFC9449-4.3', 'FAPI2-SP-5.4.1'],
  check({ jwt: { header }, verification: { status, reason, seen, expected } }) {
    if (!header) return undefined
    const { jwk } = header
    if (!isObject(jwk)) return [finding('missing')]
    const secrets = privateMembers.filter((name) => Object.hasOwn(jwk, name))
    if (secrets.length > 0) return [finding('private', secrets.join(', '))]
    const code = reason && codes[reason]
    if (code) return [finding(code, seen, expected)]
    return status === 'valid' || reason === 'signature' ? [] : notObserved
  },
})
