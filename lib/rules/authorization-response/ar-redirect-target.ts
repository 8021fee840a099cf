import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { acceptsAnyPort, parseUrl, splitUrl, joinUrl } from '@/lib/model/url'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'

/**
 * The browser was sent to a redirect_uri of the client, compared by code points if the Location header was
 * observed. A browser writes URLs in its own way, so its URL is compared as such. Unless the request named
 * the redirect_uri, a loopback one has any port.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.1.3)
 * @see [RFC 8252](https://www.rfc-editor.org/rfc/rfc8252.html#section-7.3)
 */
export default defineRule({
  id: 'ar-redirect-target',
  on: 'authorization-response',
  about: 'redirect_uri',
  refs: ['RFC6749-3.1.2', 'RFC6749-4.1.2', 'RFC9700-4.1.3', 'RFC8252-7.3'],
  check({ message, context: { redirectUris, requested } }) {
    const { target } = message
    if (!parseUrl(target)) return undefined
    if (redirectUris.length === 0) return notObserved
    const isRegistered = requested.redirectUri === null
    const isKnown = redirectUris.some((uri) => isTarget(message, uri, isRegistered))
    return isKnown ? [] : [finding('differs', target, redirectUris.join(' '))]
  },
})

/**
 * Whether the target is a redirect_uri. A profile cannot contain a fragment, and a server that adds a query
 * may remove one, so a fragment is compared only with that of the request.
 */
function isTarget(
  { target, asSent, responseMode }: AuthorizationResponse,
  redirectUri: string,
  isRegistered: boolean,
): boolean {
  const hasFragment = responseMode === 'fragment' && !isRegistered
  const texts = [target, redirectUri]
    .map((text) => (hasFragment ? text : withoutFragment(text)))
    .map((text) => (isRegistered ? withoutLoopbackPort(text) : text))
  // The server has to encode what a URL cannot contain.
  const isExact = asSent === true && isUrlText(redirectUri)
  const [seen, expected] = isExact ? texts : texts.map(asBrowserWrites)
  return seen === expected
}

const isUrlText = (text: string) => /^[\w.~:/?#[\]@!$&'()*+,;=%-]*$/.test(text)

function withoutFragment(text: string): string {
  return joinUrl({ ...splitUrl(text), fragment: null })
}

/** A native app listens on a port of the loopback host that it only knows at start-up. */
function withoutLoopbackPort(uri: string): string {
  const url = parseUrl(uri)
  return url && acceptsAnyPort(url) ? uri.replace(/:\d+(?=[/?#]|$)/, '') : uri
}

/**
 * A URL as a browser writes it, which may also upgrade http. Percent-encoding that makes no difference is
 * removed.
 *
 * @see [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986.html#section-6.2.2)
 */
function asBrowserWrites(text: string): string {
  const url = parseUrl(text)?.href ?? text
  return url
    .replaceAll(/%[\da-f]{2}/gi, (octet) => {
      const letter = String.fromCodePoint(Number.parseInt(octet.slice(1), 16))
      return /[\w.~-]/.test(letter) ? letter : octet.toUpperCase()
    })
    .replace(/^http:/, 'https:')
}
