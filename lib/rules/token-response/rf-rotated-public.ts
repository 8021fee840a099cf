import { inSuccess } from '../response-reading'
import { finding } from '../builders'
import { authenticationsOf, hasProof, isPublic, refreshOf } from '../grant-reading'
import { given } from '../reading'
import { defineRule } from '../rule'

/**
 * The refresh token of a client that cannot authenticate is bound to a key or rotated.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.14.2)
 */
export default defineRule({
  id: 'rf-rotated-public',
  on: 'token-response',
  about: 'refresh_token',
  refs: ['RFC9700-2.2.2', 'RFC9700-4.14.2'],
  check: (artefact) =>
    inSuccess(artefact.message, ({ refresh_token: token }) => {
      const request = refreshOf(artefact)
      if (!request || authenticationsOf(request).length > 0) return undefined
      if (hasProof(request)) return []
      const isKept = token === undefined || token === given(request.params, 'refresh_token')
      if (!isKept) return []
      return [finding(isPublic(request, artefact.context) ? 'kept' : 'unknown_client')]
    }),
})
