import { isAlgNone } from '@/lib/jose/algorithms'
import { textIn, textsIn } from '@/lib/model/json'
import { finding } from '../builders'
import { weakUnderFapi } from '../fapi'
import { defineRule, notObserved } from '../rule'

/**
 * The algorithm is in the server's metadata, and under FAPI in the list of FAPI. It is never `none`.
 *
 * @see [JARM](https://openid.net/specs/oauth-v2-jarm-final.html#section-2.4)
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.1)
 */
export default defineRule({
  id: 'jarm-alg',
  on: 'jarm',
  about: 'alg',
  refs: ['JARM-2.4', 'JARM-3', 'FAPI2-SP-5.4.1', 'FAPI1-ADV-8.6'],
  check({ jwt: { kind, header }, verification, context: { metadata, ruleProfile } }) {
    const alg = textIn(header, 'alg')
    if (kind !== 'jws' || alg === null) return undefined
    if (isAlgNone(alg)) return [finding('none', alg)]
    const weak = weakUnderFapi(alg, ruleProfile, verification)
    if (weak) return [weak]
    const published = textsIn(metadata, 'authorization_signing_alg_values_supported')
    if (!published) return notObserved
    return published.includes(alg) ? [] : [finding('unlisted', alg, published.join(', '))]
  },
})
