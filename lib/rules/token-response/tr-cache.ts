import { header, listedIn } from '@/lib/model/http-text'
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
    if (!listedIn(cacheControl).includes('no-store'))
      return [finding('differs', cacheControl, 'no-store')]
    const isComplete = listedIn(header(message.headers, 'pragma') ?? '').includes('no-cache')
    return isComplete ? [] : [finding('pragma', null, 'no-cache')]
  },
})
