import { challengesIn } from '@/lib/model/challenges'
import { finding, repeatedIn } from '../builders'
import { namesOf } from '../reading'
import { tokenChallenges } from '../resource-reading'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** @see [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750.html#section-3) */
const characters: Readonly<Record<string, RegExp>> = {
  scope: /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/,
  error: /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/,
  error_description: /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/,
  error_uri: /^[\x21\x23-\x5b\x5d-\x7e]*$/,
}

/** @see [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110.html#section-11.6.1) */
export default defineRule({
  id: 'rr-challenge-syntax',
  on: 'resource-response',
  about: 'WWW-Authenticate',
  refs: ['RFC6750-3', 'RFC9110-11.6.1'],
  check({ message }) {
    const { list, error } = challengesIn(message.headers)
    if (list.length === 0 && error === null) return undefined
    const repeated = list.flatMap(({ attributes }) => [...repeatedIn(namesOf(attributes))])
    const odd = tokenChallenges(message)
      .flatMap(({ attributes }) => attributes)
      .filter(([name, value]) => characters[name]?.test(value) === false)
    return [
      ...(error === null ? [] : [finding('syntax', show(error))]),
      ...repeated.map((name) => finding('repeated', show(name))),
      ...odd.map(([name, value]) => finding('charset', `${name}: ${show(value)}`)),
    ]
  },
})
