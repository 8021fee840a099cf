import { defineRule } from '../rule'
import { changedClaims } from '../same-claims'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.3.3.6) */
export default defineRule({
  id: 'idt-two-tokens-consistent',
  on: 'id-token',
  about: 'sub',
  refs: ['OIDC-CORE-3.3.3.6'],
  check({ jwt: { payload }, context: { tokenContext } }) {
    const { idToken } = tokenContext.earlier
    if (!payload || !idToken || tokenContext.from !== 'token-response') return undefined
    return changedClaims(idToken, payload, ['iss', 'sub', 'aud', 'auth_time'])
  },
})
