import { finding } from '../builders'
import { given, isJarm } from '../reading'
import { defineRule, notObserved } from '../rule'

/**
 * A server that promises `iss` sends it with every response, errors too.
 *
 * @see [RFC 9207](https://www.rfc-editor.org/rfc/rfc9207.html#section-2.3)
 */
export default defineRule({
  id: 'ar-iss-present',
  on: 'authorization-response',
  about: 'iss',
  refs: ['RFC9207-2.4', 'RFC9207-2.3', 'FAPI2-SP-5.3.2.2'],
  check({ message, known }) {
    if (isJarm(message)) return undefined
    if (given(message.params, 'iss') !== undefined) return []
    if (!known.metadata) return notObserved
    const promised = known.metadata['authorization_response_iss_parameter_supported'] === true
    return promised ? [finding('missing', null, known.issuer)] : undefined
  },
})
