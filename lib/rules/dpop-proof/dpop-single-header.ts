import { headersNamed } from '@/lib/model/http-text'
import { isCompactJws, isReadable } from '../created-jwt'
import { finding } from '../builders'
import { defineRule } from '../rule'

/** @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-4.3) */
export default defineRule({
  id: 'dpop-single-header',
  on: 'dpop-proof',
  about: 'DPoP',
  refs: ['RFC9449-4.1', 'RFC9449-4.3'],
  check({ jwt, requestContext }) {
    const headers = requestContext?.headers ?? []
    // Some recorders join repeated headers with a comma.
    const proofs = headersNamed(headers, 'dpop').flatMap((value) => value.split(','))
    if (proofs.length > 1) return [finding('several', String(proofs.length), '1')]
    if (!isReadable(jwt)) return undefined
    return isCompactJws(jwt) ? [] : [finding('form')]
  },
})
