import { finding } from '../builders'
import { given } from '../reading'
import { clientOutside } from '../request-object-reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * Inside and outside the request object is the same client. OpenID Connect Core, where parameters may also be
 * outside and `response_type` has to be, does not require the claim.
 *
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-5)
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.6.1)
 */
export default defineRule({
  id: 'ro-client-id',
  on: 'request-object',
  about: 'client_id',
  refs: ['RFC9101-5', 'RFC9101-6.3', 'OIDC-CORE-6.1'],
  check(artefact) {
    const { payload } = artefact.jwt
    if (!payload) return undefined
    const inside = payload['client_id']
    const outside = clientOutside(artefact)
    if (inside === undefined) {
      const isOfCore = given(artefact.requestContext?.params ?? [], 'response_type') !== undefined
      const missing = finding('missing', null, outside)
      return [isOfCore ? { ...missing, severity: 'warn' } : missing]
    }
    if (outside === null) return notObserved
    return inside === outside ? [] : [finding('differs', show(inside), outside)]
  },
})
