import { getDomain } from 'tldts'
import { memoByText } from '@/lib/model/memo'
import { parseUrl } from '@/lib/model/url'

/**
 * Whether two URLs are same-site, which decides whether browsers send SameSite cookies: the same scheme and
 * the same registrable domain, or the same host if there is no registrable domain.
 *
 * @see [HTML](https://html.spec.whatwg.org/multipage/browsers.html#schemelessly-same-site)
 */
export function isSameSite(a: string, b: string): boolean {
  const [one, other] = [siteOf(a), siteOf(b)]
  return one !== null && one === other
}

const siteOf = memoByText((text: string): string | null => {
  const url = parseUrl(text)
  if (!url || url.host === '') return null
  const { protocol, hostname } = url
  // Browsers also load hosts that no registry accepts, such as one with a hyphen at its end.
  const options = { allowPrivateDomains: true, validateHostname: false }
  const domain = getDomain(hostname, options) ?? hostname
  // A trailing dot makes it a different host.
  return `${protocol}//${domain}${hostname.endsWith('.') ? '.' : ''}`
})
