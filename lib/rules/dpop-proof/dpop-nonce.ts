import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/** @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-8.1) */
const syntax = /^[\x21\x23-\x5b\x5d-\x7e]+$/

/**
 * A proof contains the last nonce of its server.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-8.2)
 */
export default defineRule({
  id: 'dpop-nonce',
  on: 'dpop-proof',
  about: 'nonce',
  refs: ['RFC9449-8', 'RFC9449-8.1', 'RFC9449-8.2', 'RFC9449-9', 'RFC9449-4.3', 'FAPI2-SP-5.3.3.1'],
  check({ jwt: { payload }, requestContext }) {
    if (!payload) return undefined
    if (!requestContext) return notObserved
    const { nonce } = payload
    const { serverNonce } = requestContext
    if (nonce === undefined)
      return serverNonce === null ? undefined : [finding('missing', null, serverNonce)]
    if (typeof nonce !== 'string' || !syntax.test(nonce)) return [finding('charset', show(nonce))]
    if (serverNonce === null) return notObserved
    return nonce === serverNonce ? [] : [finding('differs', nonce, serverNonce)]
  },
})
