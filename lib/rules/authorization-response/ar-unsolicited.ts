import { isUnsolicited } from '@/lib/flow/read/code-state'
import { finding } from '../builders'
import { defineRule } from '../rule'

/**
 * A request was observed for this response. An unsolicited response may belong to a different user's login.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.7)
 */
export default defineRule({
  id: 'ar-unsolicited',
  on: 'authorization-response',
  about: 'state',
  refs: ['RFC9700-4.7', 'RFC9700-4.5', 'RFC6749-10.12'],
  check({ message }) {
    if (message.matchedBy === 'pasted') return undefined
    return isUnsolicited(message) ? [finding('alone')] : []
  },
})
