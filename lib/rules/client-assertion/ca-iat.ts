import { timeFindings } from '../created-jwt'
import { finding } from '../builders'
import { defineRule } from '../rule'

/** Seconds. An older assertion was not created for this request. */
const oldest = 600

/**
 * `iat` is optional. FAPI 2.0 demands that servers reject a time more than 60 seconds ahead.
 *
 * @see [RFC 7523](https://www.rfc-editor.org/rfc/rfc7523.html#section-3)
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.1)
 */
export default defineRule({
  id: 'ca-iat',
  on: 'client-assertion',
  about: 'iat',
  refs: ['RFC7523-3', 'FAPI2-SP-5.3.2.1'],
  check(artefact) {
    const { payload } = artefact.jwt
    if (!payload) return undefined
    return payload['iat'] === undefined
      ? [{ ...finding('missing'), severity: 'info' }]
      : timeFindings(artefact, 'iat', { oldest })
  },
})
