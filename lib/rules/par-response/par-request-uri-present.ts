import { finding, uriFindings } from '../builders'
import { isRefused } from '../reading'
import { defineRule } from '../rule'

/**
 * The request_uri is an absolute URI of at most 512 ASCII characters.
 *
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-5.2)
 */
export default defineRule({
  id: 'par-request-uri-present',
  on: 'par-response',
  about: 'request_uri',
  refs: ['RFC9126-2.2', 'RFC9101-5.2'],
  check({ message }) {
    if (isRefused(message)) return undefined
    return message.requestUri === '' ? [finding('missing')] : uriFindings(message.requestUri)
  },
})
