import { finding } from '../builders'
import { mediaType } from '../reading'
import { defineRule, notObserved } from '../rule'

/**
 * A metadata document is sent as `application/json`. Parameters of the media type are ignored.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-3.2)
 */
export default defineRule({
  id: 'disc-content-type-json',
  on: 'metadata',
  about: 'Content-Type',
  refs: ['OIDC-DISCOVERY-4.2', 'RFC8414-3.2'],
  check({ document: { url, status, contentType } }) {
    if (url === '') return undefined
    if (status === null) return notObserved
    if (status !== 200) return undefined
    if (contentType === null) return [finding('missing')]
    return mediaType(contentType) === 'application/json'
      ? []
      : [finding('differs', contentType, 'application/json')]
  },
})
