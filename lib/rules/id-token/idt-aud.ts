import { listOf } from '@/lib/model/json'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * Additional audiences are allowed. Whether the client trusts them is not known here.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.7)
 */
export default defineRule({
  id: 'idt-aud',
  on: 'id-token',
  about: 'aud',
  refs: ['OIDC-CORE-2', 'OIDC-CORE-3.1.3.7'],
  check({ jwt: { payload }, context: { clientId } }) {
    if (!payload) return undefined
    const aud = payload['aud']
    if (aud === undefined) return [finding('missing', null, clientId)]
    if (clientId === null) return notObserved
    const audiences = listOf(aud)
    if (!audiences.includes(clientId)) return [finding('differs', show(aud), clientId)]
    const otherAudiences = audiences.filter((audience) => audience !== clientId)
    return otherAudiences.length === 0
      ? []
      : [finding('others', otherAudiences.map(show).join(', '), clientId)]
  },
})
