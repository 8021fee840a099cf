import { finding } from '../builders'
import { requestedClaims, isEssential } from '../requested-claims'
import { given, readableMembers } from '../reading'
import { defineRule } from '../rule'

const unmet = 'unmet_authentication_requirements'

/**
 * If the requested `acr` cannot be reached, the error code says so, instead of only `access_denied`.
 *
 * @see [RFC 9470](https://www.rfc-editor.org/rfc/rfc9470.html#section-5)
 */
export default defineRule({
  id: 'ar-acr-not-met',
  on: 'authorization-response',
  about: 'error',
  refs: ['OIDC-UNMET-1', 'RFC9470-5'],
  check({ message, context }) {
    const error = given(readableMembers(message), 'error')
    if (error === unmet) return []
    const wantsLevel =
      context.requested.acrValues !== null ||
      isEssential(requestedClaims(context, 'id_token')['acr'])
    return error === 'access_denied' && wantsLevel ? [finding('denied', error, unmet)] : undefined
  },
})
