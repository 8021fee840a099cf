import { splitUrl } from '@/lib/model/url'
import type { MetadataForm } from './metadata'

/**
 * Position of the well-known string in a metadata URL: between host and path, after the path. `root`: the
 * issuer has no path, so both are the same.
 */
type Placement = 'root' | 'inserted' | 'appended'

export interface WellKnown {
  readonly placement: Placement
  readonly suffix: 'openid-configuration' | 'oauth-authorization-server'
  /** The issuer that the URL was built from, without a trailing slash. */
  readonly issuer: string
}

const suffixes = /\/\.well-known\/(openid-configuration|oauth-authorization-server)(?=\/|$)/i

/** Scheme and host. */
const authority = /^[a-z][a-z\d+.-]*:\/\/[^/]*/i

/**
 * Parses a metadata URL; null if it does not have a well-known form.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-3.1)
 * @see [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html#rfc.section.4.1)
 */
export function readWellKnown(url: string): WellKnown | null {
  const { base } = splitUrl(url)
  const [origin = ''] = authority.exec(base) ?? []
  const path = base.slice(origin.length)
  const found = suffixes.exec(path)
  if (!found || origin === '' || origin.endsWith('//')) return null
  const [whole, suffix] = found
  const [before, after] = [path.slice(0, found.index), path.slice(found.index + whole.length)]
  if (before !== '' && after !== '') return null
  return {
    placement: before ? 'appended' : after ? 'inserted' : 'root',
    suffix: suffix as WellKnown['suffix'],
    issuer: origin + before + after,
  }
}

/** The well-known URLs, the most likely one first. For an issuer without a path two of them are equal. */
const places: readonly (readonly [
  MetadataForm,
  WellKnown['suffix'],
  Exclude<Placement, 'root'>,
])[] = [
  ['oidc', 'openid-configuration', 'appended'],
  ['oauth', 'oauth-authorization-server', 'inserted'],
  ['oidc', 'openid-configuration', 'inserted'],
  ['oauth', 'oauth-authorization-server', 'appended'],
]

/**
 * The URLs where the metadata of an issuer may be. A trailing slash is removed. URLs that the specifications
 * require come before others that servers use.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-3.1)
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-5)
 * @see [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html#rfc.section.4.1)
 */
export function wellKnownUrls(
  issuer: string,
): readonly { readonly url: string; readonly form: MetadataForm }[] {
  const [origin = ''] = authority.exec(issuer) ?? []
  const rest = origin === '' ? '' : issuer.slice(origin.length)
  const path = rest.endsWith('/') ? rest.slice(0, -1) : rest
  const urls = places.map(([form, suffix, placement]) => {
    const middle = `/.well-known/${suffix}`
    return { url: origin + (placement === 'appended' ? path + middle : middle + path), form }
  })
  return urls.filter(({ url }, index) => urls.findIndex((other) => other.url === url) === index)
}
