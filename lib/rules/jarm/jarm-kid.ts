import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { signingAlg } from '../token-reading'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.10.1) */
export default defineRule({
  id: 'jarm-kid',
  on: 'jarm',
  about: 'kid',
  refs: ['OIDC-CORE-10.1'],
  check({ jwt, verification: { reason, keys } }) {
    if (signingAlg(jwt) === null || reason === 'alg-symmetric') return undefined
    if (!keys) return notObserved
    const isNeeded = keys.all > 1 && jwt.header?.['kid'] === undefined
    return isNeeded ? [finding('missing', `${keys.all} keys`)] : []
  },
})
