import { finding } from '../builders'
import { isFapi } from '../fapi'
import { frontIdToken, given, isJarm } from '../reading'
import { defineRule, notObserved } from '../rule'

/**
 * A server that promises `iss` in its metadata sends it with every response, including errors. FAPI 2.0
 * requires it of every server.
 *
 * @see [RFC 9207](https://www.rfc-editor.org/rfc/rfc9207.html#section-2.3)
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.2)
 */
export default defineRule({
  id: 'ar-iss-present',
  on: 'authorization-response',
  about: 'iss',
  refs: ['RFC9207-2', 'RFC9207-2.3', 'RFC9207-2.4', 'FAPI2-SP-5.3.2.2'],
  check({ message, context }) {
    if (isJarm(message)) return undefined
    if (given(message.params, 'iss') !== undefined) return []
    // An ID token in the response contains the issuer.
    if (frontIdToken(message)) return undefined
    const promised = context.metadata?.['authorization_response_iss_parameter_supported'] === true
    if (promised) return [finding('missing', null, context.issuer)]
    if (isFapi(context.ruleProfile)) return [finding('required', null, context.issuer)]
    return context.metadata ? undefined : notObserved
  },
})
