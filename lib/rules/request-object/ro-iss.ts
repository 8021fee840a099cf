import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show, signingAlg } from '../token-reading'
import { clientOf } from '../request-object-reading'

/**
 * A signed request object should contain `iss`, which is the client.
 *
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-4)
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.6.1)
 */
export default defineRule({
  id: 'ro-iss',
  on: 'request-object',
  about: 'iss',
  refs: ['RFC9101-4', 'OIDC-CORE-6.1', 'OIDF-SUITE'],
  check(artefact) {
    const { payload } = artefact.jwt
    if (!payload || signingAlg(artefact.jwt) === null) return undefined
    const { iss } = payload
    const clientId = clientOf(artefact)
    if (iss === undefined) return [finding('missing', null, clientId)]
    if (clientId === null) return notObserved
    return iss === clientId ? [] : [finding('differs', show(iss), clientId)]
  },
})
