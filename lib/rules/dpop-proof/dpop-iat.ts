import { isFapi } from '../fapi'
import { timeFindings } from '../created-jwt'
import { defineRule } from '../rule'
import { clockSkew } from '../token-reading'

/** Seconds. A server accepts a proof "for a relatively brief period", on the order of seconds or minutes. */
const fewMinutes = 300

/**
 * The proof was created for this request. FAPI 2.0 allows at most 60 seconds in the future.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-11.1)
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.1)
 */
export default defineRule({
  id: 'dpop-iat',
  on: 'dpop-proof',
  about: 'iat',
  refs: ['RFC9449-4.3', 'RFC9449-11.1', 'FAPI2-SP-5.3.2.1'],
  check(artefact) {
    const furthest = isFapi(artefact.context.ruleProfile) ? clockSkew : fewMinutes
    return timeFindings(artefact, 'iat', { oldest: fewMinutes, furthest })
  },
})
