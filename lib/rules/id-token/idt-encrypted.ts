import { textIn } from '@/lib/model/json'
import { finding } from '../builders'
import { defineRule } from '../rule'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.10.2) */
export default defineRule({
  id: 'idt-encrypted',
  on: 'id-token',
  about: 'alg',
  refs: ['FAPI1-ADV-5.2.2.1', 'FAPI1-ADV-8.6.1', 'OIDC-CORE-2', 'OIDC-CORE-10.2', 'RFC8725-3.2'],
  check({ jwt: { kind, header } }) {
    if (kind !== 'jwe' || !header) return undefined
    const isOld = textIn(header, 'alg') === 'RSA1_5'
    return [
      ...(isOld ? [finding('rsa1_5', 'RSA1_5', 'RSA-OAEP-256, ECDH-ES')] : []),
      ...(header['kid'] === undefined ? [finding('kid')] : []),
    ]
  },
})
