import { finding } from '../builders'
import { enoughBits, weaknessOf } from '../entropy'
import { defineRule } from '../rule'

const prefix = 'urn:ietf:params:oauth:request_uri:'

/**
 * The part that the server generated: the text after the prefix of RFC 9126, otherwise after the last `:` or
 * `/`. Undefined if there is none, or if the text is not a URI.
 */
function referenceIn(uri: string): string | undefined {
  if (uri.length > prefix.length && uri.toLowerCase().startsWith(prefix))
    return uri.slice(prefix.length)
  const [scheme] = /^[a-z][a-z\d+.-]*:/i.exec(uri) ?? []
  if (scheme === undefined) return undefined
  const beforeLast = uri.length - 2
  const end = Math.max(uri.lastIndexOf(':', beforeLast), uri.lastIndexOf('/', beforeLast))
  return uri.slice(Math.max(end + 1, scheme.length)) || undefined
}

/**
 * The reference cannot be guessed: it has room for 128 bits and is not repetitive.
 *
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-7.1)
 */
export default defineRule({
  id: 'par-request-uri-entropy',
  on: 'par-response',
  about: 'request_uri',
  refs: ['RFC9126-2.2', 'RFC9126-7.1', 'RFC9101-10.2', 'FAPI2-SP-5.4.1', 'OIDF-SUITE'],
  check({ message: { requestUri } }) {
    const random = referenceIn(requestUri)
    if (random === undefined) return undefined
    const weakness = weaknessOf(random)
    return weakness ? [finding(weakness.code, String(weakness.bits), String(enoughBits))] : []
  },
})
