import { clientAuthOf } from '@/lib/model/client-auth-methods'
import { decodeJwt } from '@/lib/jose/decode'
import { finding } from '../builders'
import { given } from '../reading'
import { authenticatedBy, inParams, showsCredentials } from '../request-reading'
import { defineRule, notObserved } from '../rule'
import { isSymmetric } from '../token-reading'

const strong = 'private_key_jwt, tls_client_auth'

/**
 * The client authenticates with a key or a certificate, as at the token endpoint.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.1)
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.1)
 */
export default defineRule({
  id: 'par-client-auth',
  on: 'par-request',
  about: 'client_assertion',
  refs: ['FAPI2-SP-5.3.2.2', 'FAPI2-SP-5.3.2.1', 'RFC9126-2.1', 'RFC6749-2.3'],
  check: ({ message }) =>
    inParams(message, (params) => {
      const methods = authenticatedBy(message)
      const isSecret = isSymmetric(decodeJwt(given(params, 'client_assertion') ?? ''))
      const method = isSecret ? 'client_secret_jwt' : methods[0]
      if (method === undefined)
        return showsCredentials(message) ? [finding('missing', null, strong)] : notObserved
      if (methods.length > 1) return [finding('several', methods.join(', '))]
      return clientAuthOf(method).family === 'secret' ? [finding('secret', method, strong)] : []
    }),
})
