import { isAlgNone } from '@/lib/jose/algorithms'
import { finding } from '../builders'
import { listMember } from '../reading'
import { defineRule, notObserved } from '../rule'
import { textIn } from '../token-reading'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.7) */
export default defineRule({
  id: 'idt-alg',
  on: 'id-token',
  about: 'alg',
  refs: ['OIDC-CORE-3.1.3.7', 'OIDC-CORE-2', 'FAPI2-SP-5.4.1'],
  check({ jwt: { kind, header }, known: { metadata } }) {
    const alg = textIn(header, 'alg')
    if (kind === 'jwe' || alg === null) return undefined
    if (isAlgNone(alg)) return [finding('none', alg)]
    const published = listMember(metadata, 'id_token_signing_alg_values_supported')
    if (!published) return notObserved
    return published.includes(alg) ? [] : [finding('unlisted', alg, published.join(', '))]
  },
})
