import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * `azp` comes from extensions only, so its absence is correct, even with several audiences.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.7)
 */
export default defineRule({
  id: 'idt-azp',
  on: 'id-token',
  about: 'azp',
  refs: ['OIDC-CORE-2', 'OIDC-CORE-3.1.3.7'],
  check({ jwt: { payload }, context: { clientId } }) {
    const aud = payload?.['aud']
    const azp = payload?.['azp']
    const hasSeveral = Array.isArray(aud) && aud.length > 1
    if (azp === undefined) return hasSeveral ? [finding('missing', null, clientId)] : undefined
    if (typeof azp !== 'string') return [finding('type', show(azp), 'string')]
    if (clientId === null) return notObserved
    return azp === clientId ? [] : [finding('differs', azp, clientId)]
  },
})
