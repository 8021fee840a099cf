import { getDomain } from 'tldts'
import { parseUrl } from '@/lib/model/url'

/**
 * Whether two URLs are of one site, as browsers decide which SameSite cookies go along: the same scheme and
 * the same registrable domain, or the same host where there is none.
 *
 * @see [HTML](https://html.spec.whatwg.org/multipage/browsers.html#schemelessly-same-site)
 */
export function isSameSite(a: string, b: string): boolean {
  const [one, other] = [siteOf(a), siteOf(b)]
  return one !== null && one === other
}

function siteOf(text: string): string | null {
  const url = parseUrl(text)
  if (!url || url.host === '') return null
  const { protocol, hostname } = url
  // Browsers call names that no registry accepts, such as one with a hyphen at an end.
  const options = { allowPrivateDomains: true, validateHostname: false }
  const domain = getDomain(hostname, options) ?? hostname
  // The dot of the root makes it another host.
  return `${protocol}//${domain}${hostname.endsWith('.') ? '.' : ''}`
}
