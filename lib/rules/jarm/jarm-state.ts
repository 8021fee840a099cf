import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2) */
export default defineRule({
  id: 'jarm-state',
  on: 'jarm',
  about: 'state',
  refs: ['RFC6749-4.1.2', 'JARM-2.4'],
  check({ jwt: { payload }, context: { expected } }) {
    if (!payload) return undefined
    if (expected.state === null) return notObserved
    const seen = payload['state']
    if (seen === undefined) return [finding('missing', null, expected.state)]
    return seen === expected.state ? [] : [finding('differs', show(seen), expected.state)]
  },
})
