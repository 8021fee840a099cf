import { isLoopback, parseUrl } from '@/lib/model/url'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'

/** A native app listens on a port of the loopback host that it only knows at start-up. */
function withoutLoopbackPort(uri: string): string {
  const url = parseUrl(uri)
  return url?.protocol === 'http:' && isLoopback(url) ? uri.replace(/:\d+(?=[/?]|$)/, '') : uri
}

/**
 * The browser was sent to a redirect_uri of the client, compared by code points. On a loopback host the port
 * may differ.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.1.3)
 * @see [RFC 8252](https://www.rfc-editor.org/rfc/rfc8252.html#section-7.3)
 */
export default defineRule({
  id: 'ar-redirect-target',
  on: 'authorization-response',
  about: 'redirect_uri',
  refs: ['RFC6749-3.1.2', 'RFC9700-4.1.3', 'RFC8252-7.3'],
  check({ message: { target }, context: { redirectUris } }) {
    if (!parseUrl(target)) return undefined
    if (redirectUris.length === 0) return notObserved
    const isKnown = redirectUris.some(
      (uri) => withoutLoopbackPort(uri) === withoutLoopbackPort(target),
    )
    return isKnown ? [] : [finding('differs', target, redirectUris.join(' '))]
  },
})
