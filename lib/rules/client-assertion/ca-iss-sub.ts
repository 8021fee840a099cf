import { finding } from '../builders'
import { given } from '../reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * The client is issuer and subject of its assertion.
 *
 * @see [RFC 7523](https://www.rfc-editor.org/rfc/rfc7523.html#section-3)
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.9)
 */
export default defineRule({
  id: 'ca-iss-sub',
  on: 'client-assertion',
  about: 'sub',
  refs: ['RFC7523-3', 'OIDC-CORE-9', 'RFC7521-4.2'],
  check({ jwt: { payload }, requestContext, context }) {
    if (!payload) return undefined
    const { iss, sub } = payload
    const sent = given(requestContext?.params ?? [], 'client_id')
    const clientId = context.clientId ?? sent ?? null
    const absent = Object.entries({ iss, sub }).filter(([, value]) => value === undefined)
    if (absent.length > 0) return absent.map(([name]) => finding(name, null, clientId))
    if (clientId === null)
      return iss === sub ? notObserved : [finding('sub', show(sub), `iss: ${show(iss)}`)]
    const wrong = Object.entries({ iss, sub }).filter(([, value]) => value !== clientId)
    if (wrong.length > 0) return wrong.map(([name, value]) => finding(name, show(value), clientId))
    return sent === undefined || sent === clientId ? [] : [finding('client_id', sent, clientId)]
  },
})
