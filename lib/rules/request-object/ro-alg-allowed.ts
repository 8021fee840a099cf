import { isAlgNone } from '@/lib/jose/algorithms'
import { textIn } from '@/lib/model/json'
import { notPermitted, requestObjectAlgsOf } from '../permitted-algs'
import { defineRule, notObserved } from '../rule'

/** @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.1) */
export default defineRule({
  id: 'ro-alg-allowed',
  on: 'request-object',
  about: 'alg',
  refs: ['FAPI2-SP-5.4.1', 'FAPI1-ADV-8.6'],
  check({ jwt: { kind, header }, verification, context: { ruleProfile } }) {
    const alg = textIn(header, 'alg')
    const permitted = requestObjectAlgsOf(ruleProfile)
    if (alg === null || isAlgNone(alg) || !permitted) return undefined
    if (kind === 'jwe') return notObserved
    const found = notPermitted({ alg, permitted, code: 'not_permitted' }, verification)
    return found ? [found] : []
  },
})
