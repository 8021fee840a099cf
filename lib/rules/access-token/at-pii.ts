import { finding } from '../builders'
import { isPersonal } from '../personal'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/**
 * The client, and any log that contains the token, can read a JWT that is not encrypted. A user name that
 * only repeats `sub`, as Amazon Cognito sends it, reveals nothing more.
 *
 * @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-6)
 */
export default defineRule({
  id: 'at-pii',
  on: 'access-token',
  about: 'payload',
  refs: ['RFC9068-6'],
  check({ jwt: { payload } }) {
    if (!payload) return undefined
    return Object.entries(payload)
      .filter(([name, value]) => isPersonal(name) && value !== payload['sub'])
      .map(([name]) => finding('present', show(name)))
  },
})
