import { decodeJwt } from '@/lib/jose/decode'
import { finding } from '../builders'
import { given, isJarm } from '../reading'
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
    const text = given(message.params, 'id_token')
    if (isJarm(message) || iss === undefined || text === undefined) return undefined
    const opened = message.jwts.find(({ name }) => name === 'id_token')?.decryption?.plaintext
    const { kind, payload } = decodeJwt(opened ?? text)
    if (!payload) return kind === 'jwe' ? notObserved : undefined
    return payload['iss'] === iss ? [] : [finding('differs', iss, show(payload['iss']))]
  },
})
