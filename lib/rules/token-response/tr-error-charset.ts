import { textIn } from '@/lib/model/json'
import { inRefusal } from '../response-reading'
import { finding } from '../builders'
import { errorMembers, forbiddenIn } from '../characters'
import { defineRule } from '../rule'

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2) */
export default defineRule({
  id: 'tr-error-charset',
  on: 'token-response',
  about: 'error',
  refs: ['RFC6749-5.2'],
  check: ({ message }) =>
    inRefusal(message, (members) => {
      const read = errorMembers.flatMap((name) => {
        const value = textIn(members, name)
        return value === null ? [] : [[name, forbiddenIn(name, value)] as const]
      })
      if (read.length === 0) return undefined
      return read
        .filter(([, characters]) => characters !== '')
        .map(([name, characters]) => finding(name, characters))
    }),
})
