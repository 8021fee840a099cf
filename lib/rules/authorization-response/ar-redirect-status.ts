import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'

/**
 * With 307 and 308 the browser sends the form with the password to the app. With 303 it never does, and with
 * 302 no current browser does.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.12)
 */
export default defineRule({
  id: 'ar-redirect-status',
  on: 'authorization-response',
  about: 'status',
  refs: ['FAPI2-SP-5.3.2.2', 'RFC9700-4.12'],
  check({ message: { via, status } }) {
    if (via !== 'redirect') return undefined
    if (status === null) return notObserved
    return status === 307 || status === 308 ? [finding('resends', String(status), '303')] : []
  },
})
