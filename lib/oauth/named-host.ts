import { parseUrl } from '@/lib/model/url'

/**
 * Whether a match pattern contains the host of a URL. A pattern for all sites, or for all subdomains of a
 * domain, does not. A pattern without a port covers every port of its host.
 *
 * @see [Match patterns](https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns)
 */
export function namesHost(pattern: string, url: string): boolean {
  const parsed = parseUrl(url)
  const parts = /^(\*|https?):\/\/([^/*]+)\/\*$/.exec(pattern)
  if (!parsed || !parts) return false
  const [, scheme, authority] = parts
  return (
    (scheme === '*' || `${scheme}:` === parsed.protocol) &&
    (authority === parsed.host || authority === parsed.hostname)
  )
}
