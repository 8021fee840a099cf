import { finding } from '../builders'
import { given, isJarm, membersIn } from '../reading'
import { defineRule } from '../rule'

/**
 * A response is either a success or an error.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2.1)
 */
export default defineRule({
  id: 'ar-single-outcome',
  on: 'authorization-response',
  about: 'code',
  refs: ['RFC6749-4.1.2', 'RFC6749-4.1.2.1'],
  check({ message, context }) {
    const members = membersIn(message)
    if (typeof members !== 'object') return members
    const granted = ['code', 'access_token', 'id_token'].filter((name) => given(members, name))
    const error = given(members, 'error')
    if (error !== undefined && granted.length > 0)
      return [finding('both', `${granted.join(', ')}, error`)]
    if (error !== undefined || granted.length > 0) return []
    // For a JARM, jarm-inner-params reports this. With response_type `none` nothing is granted.
    return isJarm(message) || context.requested.responseType === 'none'
      ? undefined
      : [finding('neither')]
  },
})
