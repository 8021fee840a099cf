import { param } from '@/lib/model/params'
import { finding } from '../builders'
import { frontIdToken, membersIn } from '../reading'
import { defineRule, notObserved } from '../rule'

/**
 * The ID token of a hybrid response is a detached signature over `state` too.
 *
 * @see [FAPI 1.0 Advanced](https://openid.net/specs/openid-financial-api-part-2-1_0.html#section-5.2.2.1)
 */
export default defineRule({
  id: 'ar-uk-s-hash-needed',
  on: 'authorization-response',
  about: 'id_token',
  refs: ['FAPI1-ADV-5.2.2.1', 'FAPI1-ADV-5.2.3.1'],
  check({ message }) {
    const members = membersIn(message)
    const idToken = frontIdToken(message)
    if (typeof members !== 'object' || !idToken) return undefined
    if (param(members, 'state') === undefined) return undefined
    if (!idToken.payload) return idToken.kind === 'jwe' ? notObserved : undefined
    return idToken.payload['s_hash'] === undefined ? [finding('missing')] : []
  },
})
