import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { signingAlg } from '../token-reading'

/** @see [RFC 8017](https://www.rfc-editor.org/rfc/rfc8017.html#section-8.1.2) */
export default defineRule({
  id: 'jose-rsa-signature-length',
  on: 'jwt',
  about: 'signature',
  refs: ['RFC7518-3.3', 'RFC7518-3.5'],
  check({ jwt, verification: { jwk } }) {
    const isRsa = /^[RP]S/.test(signingAlg(jwt) ?? '')
    if (!isRsa || jwt.signatureLength === null) return undefined
    if (!jwk) return notObserved
    if (jwk.kty !== 'RSA' || jwk.size === null) return undefined
    const expected = Math.ceil(jwk.size / 8)
    if (jwt.signatureLength === expected) return []
    return [finding('length', `${jwt.signatureLength} octets`, `${expected} octets`)]
  },
})
