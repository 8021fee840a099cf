import { finding } from '../builders'
import { addressIn, personalNamesIn } from '../personal'
import { given, readableMembers } from '../reading'
import { defineRule } from '../rule'
import type { Finding } from '@/lib/model/rule-result'

/**
 * URLs are stored in the history, in logs and in Referer headers, so neither the code nor the state contains
 * personal data.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-10.5)
 */
export default defineRule({
  id: 'ar-code-pii',
  on: 'authorization-response',
  about: 'code',
  refs: ['RFC6749-10.5'],
  check({ message }) {
    const members = readableMembers(message)
    const texts = ['code', 'state'].flatMap((name) => {
      const value = given(members, name)
      return value === undefined ? [] : [[name, value] as const]
    })
    if (texts.length === 0) return undefined
    return texts.flatMap(([name, value]) => personalIn(name, value))
  },
})

function personalIn(name: string, value: string): readonly Finding[] {
  const names = personalNamesIn(value)
  const isAddress = addressIn(value) !== null
  return [
    ...(names.length > 0 ? [finding('personal', `${name}: ${names.join(', ')}`)] : []),
    ...(isAddress && names.length === 0 ? [finding('address', name)] : []),
  ]
}
