import { inSuccess } from '../response-reading'
import { finding } from '../builders'
import { refreshOf } from '../grant-reading'
import { given } from '../reading'
import { defineRule } from '../rule'

/**
 * Refresh tokens that are bound to the client are not rotated: if the response with a new one is lost, the
 * consent ends.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.1)
 */
export default defineRule({
  id: 'rf-not-rotated',
  on: 'token-response',
  about: 'refresh_token',
  refs: ['FAPI2-SP-5.3.2.1', 'CDS', 'OFM'],
  check: (artefact) =>
    inSuccess(artefact.message, ({ refresh_token: token }) => {
      const request = refreshOf(artefact)
      if (!request) return undefined
      const isKept = token === undefined || token === given(request.params, 'refresh_token')
      return isKept ? [] : [finding('rotated')]
    }),
})
