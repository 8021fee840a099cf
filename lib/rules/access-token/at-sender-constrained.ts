import { finding } from '../builders'
import { confirmation } from '../confirmation'
import { defineRule } from '../rule'

/** @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.1) */
export default defineRule({
  id: 'at-sender-constrained',
  on: 'access-token',
  about: 'cnf',
  refs: ['FAPI2-SP-5.3.2.1', 'FAPI1-ADV-5.2.2', 'RFC8705-3.1', 'RFC9449-6.1'],
  check({ jwt: { payload } }) {
    if (!payload) return undefined
    const cnf = confirmation(payload)
    if (!cnf) return [finding('missing', null, 'jkt, x5t#S256')]
    const isBound = cnf['jkt'] !== undefined || cnf['x5t#S256'] !== undefined
    return isBound ? [] : [finding('other', Object.keys(cnf).join(', '), 'jkt, x5t#S256')]
  },
})
