import { finding } from '../builders'
import { mtlsAlias } from '../request-reading'
import { defineRule, notObserved } from '../rule'

/**
 * A client with a certificate calls the endpoint that requests certificates.
 *
 * @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-5)
 */
export default defineRule({
  id: 'tr-mtls-host',
  on: 'token-response',
  about: 'mtls_endpoint_aliases',
  refs: ['RFC8705-5', 'FAPI2-SP-5.3.3.1'],
  check({ request, context: { metadata } }) {
    if (!request?.certificate) return undefined
    if (!metadata) return notObserved
    const alias = mtlsAlias(metadata, 'token_endpoint')
    if (alias === null) return undefined
    return request.url === alias ? [] : [finding('plain', request.url.split('?')[0], alias)]
  },
})
