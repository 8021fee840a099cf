import { textIn, textsIn } from '@/lib/model/json'
import { isAlgNone } from '@/lib/jose/algorithms'
import { finding } from '../builders'
import { weakUnderFapi } from '../fapi'
import { defineRule, notObserved } from '../rule'

/**
 * The algorithm is in the server's metadata, and under FAPI in the list of FAPI.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.7)
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.1)
 */
export default defineRule({
  id: 'idt-alg',
  on: 'id-token',
  about: 'alg',
  refs: ['OIDC-CORE-3.1.3.7', 'OIDC-CORE-2', 'FAPI2-SP-5.4.1', 'FAPI1-ADV-8.6'],
  check({ jwt: { kind, header }, verification, context: { metadata, ruleProfile } }) {
    const alg = textIn(header, 'alg')
    if (kind === 'jwe' || alg === null) return undefined
    if (isAlgNone(alg)) return [finding('none', alg)]
    const weak = weakUnderFapi(alg, ruleProfile, verification)
    if (weak) return [weak]
    const published = textsIn(metadata, 'id_token_signing_alg_values_supported')
    if (!published) return notObserved
    return published.includes(alg) ? [] : [finding('unlisted', alg, published.join(', '))]
  },
})
