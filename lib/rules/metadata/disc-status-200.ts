import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'

/**
 * The status of a metadata response is 200, also after redirects. A pasted document has no status.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-3.2)
 */
export default defineRule({
  id: 'disc-status-200',
  on: 'metadata',
  about: 'status',
  refs: ['OIDC-DISCOVERY-4.2', 'RFC8414-3.2'],
  check({ document: { url, status } }) {
    if (url === '') return undefined
    if (status === null) return notObserved
    return status === 200 ? [] : [finding('differs', String(status), '200')]
  },
})
