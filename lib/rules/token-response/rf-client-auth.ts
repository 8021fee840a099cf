import { clientAuthOf } from '@/lib/model/client-auth-methods'
import { finding } from '../builders'
import { isFapi } from '../fapi'
import { authenticationsOf, refreshOf } from '../grant-reading'
import { defineRule } from '../rule'

/**
 * A confidential client also authenticates for a refresh. FAPI only allows confidential clients.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-6)
 */
export default defineRule({
  id: 'rf-client-auth',
  on: 'token-response',
  about: 'client_assertion',
  refs: ['RFC6749-6', 'RFC8705-7.1', 'RFC9449-5', 'FAPI2-SP-5.3.2.1'],
  check(artefact) {
    const request = refreshOf(artefact)
    if (!request) return undefined
    const methods = authenticationsOf(request)
    if (!isFapi(artefact.context.ruleProfile)) return methods.length > 0 ? [] : undefined
    const isStrong = methods.some((method) => clientAuthOf(method).family !== 'secret')
    return isStrong ? [] : [finding('weak', methods.join(', '), 'private_key_jwt, tls_client_auth')]
  },
})
