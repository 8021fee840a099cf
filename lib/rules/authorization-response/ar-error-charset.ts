import { finding } from '../builders'
import { errorMembers, forbiddenIn } from '../characters'
import { given, readableMembers } from '../reading'
import { defineRule } from '../rule'

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2.1) */
export default defineRule({
  id: 'ar-error-charset',
  on: 'authorization-response',
  about: 'error',
  refs: ['RFC6749-4.1.2.1'],
  check({ message }) {
    const members = readableMembers(message)
    const read = errorMembers.flatMap((name) => {
      const value = given(members, name)
      return value === undefined ? [] : [[name, forbiddenIn(name, value)] as const]
    })
    if (read.length === 0) return undefined
    return read
      .filter(([, characters]) => characters !== '')
      .map(([name, characters]) => finding(name, characters))
  },
})
