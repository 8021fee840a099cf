import { header } from '@/lib/model/http-text'
import { isReceived } from '../response-reading'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'

const name = 'x-fapi-interaction-id'

/**
 * The server returns the id of the request, so that the logs of both sides can be correlated.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.1)
 */
export default defineRule({
  id: 'tr-fapi-interaction-id',
  on: 'token-response',
  about: name,
  refs: ['OFM', 'OIDF-SUITE', 'RFC6749-5.1'],
  check({ message, request }) {
    const sent = request && header(request.headers, name)
    if (!sent || !isReceived(message)) return undefined
    if (message.headers.length === 0) return notObserved
    const repeated = header(message.headers, name)
    if (repeated === undefined) return [finding('missing', null, sent)]
    return repeated === sent ? [] : [finding('differs', repeated, sent)]
  },
})
