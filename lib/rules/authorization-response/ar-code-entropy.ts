import { finding } from '../builders'
import { enoughBits, weaknessOf } from '../entropy'
import { given, readableMembers } from '../reading'
import { defineRule } from '../rule'

/**
 * The code is printable ASCII, has room for 128 bits and is not repetitive.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-10.10)
 */
export default defineRule({
  id: 'ar-code-entropy',
  on: 'authorization-response',
  about: 'code',
  refs: ['FAPI2-SP-5.4.1', 'RFC6749-APPENDIX-A.11', 'RFC6749-10.10', 'OIDF-SUITE'],
  check({ message }) {
    const code = given(readableMembers(message), 'code')
    if (code === undefined) return undefined
    if (!/^[\x20-\x7e]*$/.test(code)) return [finding('charset')]
    const weakness = weaknessOf(code)
    return weakness ? [finding(weakness.code, String(weakness.bits), String(enoughBits))] : []
  },
})
