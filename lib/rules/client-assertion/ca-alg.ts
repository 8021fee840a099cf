import { textIn } from '@/lib/model/json'
import { notPermitted, signatureAlgsOf } from '../permitted-algs'
import { defineRule, notObserved } from '../rule'

/** @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.1) */
export default defineRule({
  id: 'ca-alg',
  on: 'client-assertion',
  about: 'alg',
  refs: ['FAPI2-SP-5.4.1', 'FAPI1-ADV-8.6', 'RFC7523-3'],
  check({ jwt: { kind, header }, verification, context: { ruleProfile } }) {
    const alg = textIn(header, 'alg')
    const permitted = signatureAlgsOf(ruleProfile)
    if (alg === null || !permitted) return undefined
    if (kind === 'jwe') return notObserved
    const found = notPermitted({ alg, permitted, code: 'not_permitted' }, verification)
    return found ? [found] : []
  },
})
