import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { isSymmetric, signingAlg } from '../token-reading'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.10.1) */
export default defineRule({
  id: 'jarm-kid',
  on: 'jarm',
  about: 'kid',
  refs: ['OIDC-CORE-10.1', 'OIDF-SUITE'],
  check({ jwt, verification: { keys } }) {
    if (signingAlg(jwt) === null || isSymmetric(jwt)) return undefined
    if (!keys) return notObserved
    const isNeeded = keys.all > 1 && jwt.header?.['kid'] === undefined
    return isNeeded ? [finding('missing', `${keys.all} keys`)] : []
  },
})
