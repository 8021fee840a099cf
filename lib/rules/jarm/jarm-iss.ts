import { isUnsolicited } from '@/lib/flow/read/code-state'
import { differBySlash, finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/** @see [JARM](https://openid.net/specs/oauth-v2-jarm-final.html#section-2.4) */
export default defineRule({
  id: 'jarm-iss',
  on: 'jarm',
  about: 'iss',
  refs: ['JARM-2.1', 'JARM-2.4'],
  check({ message, jwt: { payload }, context: { issuer } }) {
    if (!payload) return undefined
    const iss = payload['iss']
    if (iss === undefined) return [finding('missing', null, issuer)]
    if (typeof iss !== 'string') return [finding('type', show(iss), 'string')]
    if (issuer === null || isUnsolicited(message)) return notObserved
    if (iss === issuer) return []
    return [finding(differBySlash(iss, issuer) ? 'slash' : 'differs', iss, issuer)]
  },
})
