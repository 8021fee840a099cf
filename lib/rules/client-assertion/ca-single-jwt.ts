import { finding } from '../builders'
import { namesOf } from '../reading'
import { defineRule, notObserved } from '../rule'
import { isCompactJws, isReadable } from '../created-jwt'

/** @see [RFC 7523](https://www.rfc-editor.org/rfc/rfc7523.html#section-2.2) */
export default defineRule({
  id: 'ca-single-jwt',
  on: 'client-assertion',
  about: 'client_assertion',
  refs: ['RFC7523-2.2', 'RFC7523-3'],
  check({ jwt, requestContext }) {
    const names = namesOf(requestContext?.params ?? [])
    const sent = names.filter((name) => name === 'client_assertion').length
    if (sent > 1) return [finding('several', String(sent), '1')]
    if (!isReadable(jwt)) return undefined
    // An encrypted assertion contains the signed one.
    if (jwt.kind === 'jwe') return notObserved
    return isCompactJws(jwt) ? [] : [finding('form')]
  },
})
