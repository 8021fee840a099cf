import { header } from '@/lib/model/http-text'
import { isReceived } from '../response-reading'
import { finding } from '../builders'
import { isRefused } from '../reading'
import { defineRule, notObserved } from '../rule'

/**
 * Tokens are not cached. `Pragma` is only needed for caches older than HTTP/1.1.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.1)
 */
export default defineRule({
  id: 'tr-cache',
  on: 'token-response',
  about: 'Cache-Control',
  refs: ['RFC6749-5.1', 'OIDC-CORE-3.1.3.3'],
  check({ message }) {
    if (!isReceived(message) || isRefused(message)) return undefined
    if (message.headers.length === 0) return notObserved
    const cacheControl = header(message.headers, 'cache-control')
    if (cacheControl === undefined) return [finding('missing', null, 'no-store')]
    if (!listed(cacheControl, 'no-store')) return [finding('differs', cacheControl, 'no-store')]
    const isComplete = listed(header(message.headers, 'pragma') ?? '', 'no-cache')
    return isComplete ? [] : [finding('pragma', null, 'no-cache')]
  },
})

function listed(value: string, directive: string): boolean {
  return value
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .includes(directive)
}
