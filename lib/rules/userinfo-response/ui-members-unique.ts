import { defineRule } from '../rule'
import { uniqueMembers } from '../unique-members'

/** @see [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259.html#section-4) */
export default defineRule({
  id: 'ui-members-unique',
  on: 'userinfo-response',
  about: 'body',
  refs: ['RFC8259-4'],
  check: ({ message, jwt }) => (jwt ? undefined : uniqueMembers(message)),
})
