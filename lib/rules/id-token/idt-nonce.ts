import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * The ID token contains the nonce of the request. Not checked after a refresh, because such a token should
 * have none.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.7)
 */
export default defineRule({
  id: 'idt-nonce',
  on: 'id-token',
  about: 'nonce',
  refs: ['OIDC-CORE-3.1.3.7', 'OIDC-CORE-2'],
  check({ jwt: { payload }, context: { expected, tokenContext } }) {
    if (!payload || tokenContext.from === 'refresh') return undefined
    if (expected.nonce === null) return notObserved
    const nonce = payload['nonce']
    if (nonce === undefined) return [finding('missing', null, expected.nonce)]
    return nonce === expected.nonce ? [] : [finding('differs', show(nonce), expected.nonce)]
  },
})
