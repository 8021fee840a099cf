import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'

/** Names of form fields for login credentials. */
const credential = /pass(?:word|wd|code|phrase)?|pwd|\bpin\b|otp|secret|user|login|e-?mail/i

/**
 * The fields of the server's login form are not sent to the app.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.12)
 */
export default defineRule({
  id: 'ar-307-credentials',
  on: 'authorization-response',
  about: 'status',
  refs: ['FAPI2-SP-5.3.2.2', 'RFC9700-4.12'],
  check({ message: { via, status, posted } }) {
    const names = (posted ?? []).filter((name) => credential.test(name))
    if (names.length > 0) return [finding('posted', names.join(', '))]
    if (via !== 'redirect') return undefined
    const resends = status === 307 || status === 308
    return resends && posted === null ? notObserved : []
  },
})
