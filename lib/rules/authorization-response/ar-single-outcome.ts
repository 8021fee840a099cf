import { finding } from '../builders'
import { given, isJarm } from '../reading'
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
  check({ message }) {
    if (isJarm(message)) return undefined
    const { params } = message
    const granted = ['code', 'access_token', 'id_token'].filter((name) => given(params, name))
    const error = given(params, 'error')
    if (error !== undefined && granted.length > 0)
      return [finding('both', `${granted.join(', ')}, error`)]
    return error === undefined && granted.length === 0 ? [finding('neither')] : []
  },
})
