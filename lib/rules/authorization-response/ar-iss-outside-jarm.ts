import { finding } from '../builders'
import { isJarm, namesElsewhere, namesOf } from '../reading'
import { defineRule } from '../rule'

/** @see [RFC 9207](https://www.rfc-editor.org/rfc/rfc9207.html#section-2.4) */
export default defineRule({
  id: 'ar-iss-outside-jarm',
  on: 'authorization-response',
  about: 'iss',
  refs: ['FAPI2-MS-5.4.1', 'JARM-2.1', 'RFC9207-2.4'],
  check({ message }) {
    if (!isJarm(message)) return undefined
    const names = [...namesOf(message.params), ...namesElsewhere(message)]
    return names.includes('iss') ? [finding('outside')] : []
  },
})
