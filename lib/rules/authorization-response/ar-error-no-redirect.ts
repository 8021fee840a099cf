import { finding } from '../builders'
import { given, readableMembers } from '../reading'
import { defineRule } from '../rule'

/** Errors which show that the client or its redirect_uri is not valid. */
const ofUnknownTarget: ReadonlySet<string> = new Set([
  'invalid_client',
  'invalid_client_id',
  'invalid_redirect_uri',
  'redirect_uri_mismatch',
  'redirect_mismatch',
])

/**
 * If the client or its redirect_uri is not valid, the server shows an error page and must not redirect.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2.1)
 */
export default defineRule({
  id: 'ar-error-no-redirect',
  on: 'authorization-response',
  about: 'error',
  refs: ['RFC6749-4.1.2.1', 'RFC6749-3.1.2.4'],
  check({ message }) {
    const error = given(readableMembers(message), 'error')
    if (error === undefined) return undefined
    return ofUnknownTarget.has(error) ? [finding('redirected', error)] : []
  },
})
