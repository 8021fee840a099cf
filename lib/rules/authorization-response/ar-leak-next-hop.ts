import { finding } from '../builders'
import { given, readableMembers } from '../reading'
import { defineRule, notObserved } from '../rule'

/**
 * No other URL after the redirect_uri contains the code. The browser keeps a fragment over redirects without
 * their own fragment.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.2)
 * @see [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.2)
 */
export default defineRule({
  id: 'ar-leak-next-hop',
  on: 'authorization-response',
  about: 'code',
  refs: ['RFC9700-4.2', 'RFC9700-4.3', 'RFC9110-10.2.2'],
  check({ message }) {
    const { passedOn, callback, via, params } = message
    const names = ['code', 'access_token', 'id_token', 'response']
    const all = [...params, ...readableMembers(message)]
    if (via === 'pasted' || names.every((name) => given(all, name) === undefined)) return undefined
    if (passedOn.length > 0) return passedOn.map((page) => finding('passed_on', page))
    return callback.status === undefined ? notObserved : []
  },
})
