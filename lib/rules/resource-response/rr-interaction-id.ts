import { finding } from '../builders'
import { headerOf, isUuid } from '../resource-reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

const name = 'x-fapi-interaction-id'

/**
 * The response has the id of the request or, without one, a new one. The UserInfo endpoint is not an endpoint
 * of FAPI.
 *
 * @see [FAPI 1.0 Baseline](https://openid.net/specs/openid-financial-api-part-1-1_0.html#section-6.2.1)
 */
export default defineRule({
  id: 'rr-interaction-id',
  on: 'resource-response',
  about: name,
  refs: ['FAPI1-BASE-6.2.1'],
  check({ message, request }) {
    if (message.kind !== 'resource-response' || message.status === null) return undefined
    if (message.headers.length === 0) return notObserved
    const received = headerOf(message, name)
    const sent = request && headerOf(request, name)
    if (received === undefined) return [finding('missing', null, sent)]
    if (!request) return notObserved
    if (sent) return received === sent ? [] : [finding('differs', show(received), show(sent))]
    return isUuid(received) ? [] : [finding('form', show(received))]
  },
})
