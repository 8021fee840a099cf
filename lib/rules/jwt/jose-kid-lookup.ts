import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show, signingAlg } from '../token-reading'

/**
 * The `kid` identifies one key, if necessary together with kty, use and alg.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.3)
 */
export default defineRule({
  id: 'jose-kid-lookup',
  on: 'jwt',
  about: 'kid',
  refs: ['FAPI2-SP-5.4.3', 'RFC7515-4.1.4', 'OIDC-CORE-10.1'],
  check({ jwt, verification: { reason, keys, seen, expected } }) {
    const kid = jwt.header?.['kid']
    if (kid === undefined || signingAlg(jwt) === null) return undefined
    if (!keys) return notObserved
    if (reason === 'kid-unknown') return [finding('unknown', seen, expected)]
    if (reason === 'key-use') return [finding('use', seen, expected)]
    // The key exists but does not fit the algorithm, which jose-alg-key-agree reports.
    if (keys.fitting === 0) return undefined
    return keys.fitting === 1 ? [] : [finding('ambiguous', `${show(kid)}: ${keys.fitting} keys`)]
  },
})
