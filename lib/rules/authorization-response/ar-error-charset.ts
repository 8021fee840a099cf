import { finding } from '../builders'
import { given } from '../reading'
import { defineRule } from '../rule'

/** Characters that a parameter must not hold; a quotation mark and a backslash are in none. */
const forbidden = {
  error: /[^\x20-\x21\x23-\x5b\x5d-\x7e]/gu,
  error_description: /[^\x20-\x21\x23-\x5b\x5d-\x7e]/gu,
  error_uri: /[^\x21\x23-\x5b\x5d-\x7e]/gu,
} as const

const codePoint = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2.1) */
export default defineRule({
  id: 'ar-error-charset',
  on: 'authorization-response',
  about: 'error',
  refs: ['RFC6749-4.1.2.1'],
  check({ message: { params } }) {
    const read = Object.entries(forbidden).flatMap(([name, pattern]) => {
      const value = given(params, name)
      return value === undefined ? [] : [[name, value.match(pattern) ?? []] as const]
    })
    if (read.length === 0) return undefined
    return read
      .filter(([, characters]) => characters.length > 0)
      .map(([name, characters]) => finding(name, [...new Set(characters)].map(codePoint).join(' ')))
  },
})
