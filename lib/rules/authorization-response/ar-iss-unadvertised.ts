import { finding } from '../builders'
import { given, isJarm } from '../reading'
import { defineRule, notObserved } from '../rule'

/** @see [RFC 9207](https://www.rfc-editor.org/rfc/rfc9207.html#section-2.4) */
export default defineRule({
  id: 'ar-iss-unadvertised',
  on: 'authorization-response',
  about: 'iss',
  refs: ['RFC9207-2.4', 'RFC9207-3'],
  check({ message, context }) {
    if (isJarm(message) || given(message.params, 'iss') === undefined) return undefined
    if (!context.metadata) return notObserved
    return context.metadata['authorization_response_iss_parameter_supported'] === true
      ? []
      : [finding('unadvertised')]
  },
})
