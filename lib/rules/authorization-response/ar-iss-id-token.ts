import { finding } from '../builders'
import { frontIdToken, given, isJarm } from '../reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/** @see [RFC 9207](https://www.rfc-editor.org/rfc/rfc9207.html#section-2.4) */
export default defineRule({
  id: 'ar-iss-id-token',
  on: 'authorization-response',
  about: 'iss',
  refs: ['RFC9207-2.4'],
  check({ message }) {
    const iss = given(message.params, 'iss')
    const idToken = frontIdToken(message)
    if (isJarm(message) || iss === undefined || !idToken) return undefined
    const { kind, payload } = idToken
    if (!payload) return kind === 'jwe' ? notObserved : undefined
    return payload['iss'] === iss ? [] : [finding('differs', iss, show(payload['iss']))]
  },
})
