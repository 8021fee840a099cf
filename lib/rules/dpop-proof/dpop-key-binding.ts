import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'

/**
 * The key is the one that the access token or the code is bound to.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-6.1)
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-10)
 */
export default defineRule({
  id: 'dpop-key-binding',
  on: 'dpop-proof',
  about: 'jwk',
  refs: ['RFC9449-4.3', 'RFC9449-6.1', 'RFC9449-10'],
  check({ verification: { jwk, source }, requestContext }) {
    const thumbprint = source === 'proof' ? jwk?.thumbprint : null
    if (!requestContext?.boundKeys || !thumbprint) return notObserved
    const { boundKeys } = requestContext
    if (boundKeys.length === 0) return undefined
    const other = boundKeys.find((key) => key !== thumbprint)
    return other === undefined ? [] : [finding('differs', thumbprint, other)]
  },
})
