import { finding } from '../builders'
import { given } from '../reading'
import { defineRule, notObserved } from '../rule'

/** @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-4) */
export default defineRule({
  id: 'az-request-uri-reuse',
  on: 'authorization-request',
  about: 'request_uri',
  refs: ['RFC9126-4', 'FAPI2-SP-5.3.2.2'],
  check({ message, stored }) {
    if (given(message.params, 'request_uri') === undefined) return undefined
    if (!stored) return notObserved
    const { usedAt } = stored
    return usedAt === null || usedAt >= message.at
      ? []
      : [finding('reused', new Date(usedAt).toISOString())]
  },
})
