import { finding } from '../builders'
import { isRefused } from '../reading'
import { defineRule, notObserved } from '../rule'

/** @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.2) */
export default defineRule({
  id: 'par-status-201',
  on: 'par-response',
  about: 'status',
  refs: ['RFC9126-2.2'],
  check({ message }) {
    if (isRefused(message)) return undefined
    if (message.status === null) return notObserved
    return message.status === 201 ? [] : [finding('differs', String(message.status), '201')]
  },
})
