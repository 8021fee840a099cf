import { expiredFinding, timeIn } from '../created-jwt'
import { finding } from '../builders'
import { defineRule } from '../rule'

/** @see [FAPI 2.0 Message Signing](https://openid.net/specs/fapi-message-signing-2_0-final.html#section-5.3.1) */
export default defineRule({
  id: 'ro-exp-present',
  on: 'request-object',
  about: 'exp',
  refs: ['FAPI2-MS-5.3.1', 'FAPI1-ADV-5.2.2'],
  check(artefact) {
    const { payload } = artefact.jwt
    if (!payload) return undefined
    if (payload['exp'] === undefined) return [finding('missing')]
    if (timeIn(artefact, 'exp') === null) return undefined
    const expired = expiredFinding(artefact)
    return expired ? [expired] : []
  },
})
