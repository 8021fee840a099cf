import { textIn } from '@/lib/model/json'
import { parseUrl } from '@/lib/model/url'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'

/**
 * `htu` is the URL of the request without query and fragment.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-4.3)
 */
export default defineRule({
  id: 'dpop-htu',
  on: 'dpop-proof',
  about: 'htu',
  refs: ['RFC9449-4.2', 'RFC9449-4.3', 'RFC3986-6.2.2', 'RFC3986-6.2.3'],
  check({ jwt: { payload }, requestContext }) {
    const htu = textIn(payload, 'htu')
    if (htu === null) return undefined
    if (!requestContext) return notObserved
    const expected = normalised(requestContext.url)
    if (normalised(htu) !== expected) return [finding('differs', htu, expected)]
    return /[?#]/.test(htu) ? [{ ...finding('query', htu, expected), severity: 'warn' }] : []
  },
})

/**
 * A URL without query and fragment, normalised by its syntax and scheme; the text itself if it is not a URL.
 *
 * @see [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986.html#section-6.2.2)
 */
function normalised(text: string): string {
  const url = parseUrl(text)
  return url ? url.origin + url.pathname.replaceAll(/%[\da-f]{2}/gi, normalisedOctet) : text
}

/** Unreserved characters need no percent-encoding; hexadecimal digits are equal in upper and lower case. */
function normalisedOctet(encoded: string): string {
  const character = String.fromCodePoint(Number.parseInt(encoded.slice(1), 16))
  return /[\w.~-]/.test(character) ? character : encoded.toUpperCase()
}
