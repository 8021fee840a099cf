import { listOf } from '@/lib/model/json'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/** @see [JARM](https://openid.net/specs/oauth-v2-jarm-final.html#section-2.4) */
export default defineRule({
  id: 'jarm-aud',
  on: 'jarm',
  about: 'aud',
  refs: ['JARM-2.1', 'JARM-2.4'],
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
