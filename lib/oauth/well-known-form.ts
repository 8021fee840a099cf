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

const wellKnown =
  /^([a-z][a-z\d+.-]*:\/\/[^/]+)(.*?)\/\.well-known\/(openid-configuration|oauth-authorization-server)(\/.*)?$/i

/**
 * Parses a metadata URL; null if it does not have a well-known form.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-3.1)
 * @see [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html#rfc.section.4.1)
 */
export function readWellKnown(url: string): WellKnown | null {
  const [, origin = '', before = '', suffix, after = ''] = wellKnown.exec(splitUrl(url).base) ?? []
  if (!suffix || (before !== '' && after !== '')) return null
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
  const [, origin = '', path = ''] = /^([a-z][a-z\d+.-]*:\/\/[^/]*)(.*?)\/?$/i.exec(issuer) ?? []
  const urls = places.map(([form, suffix, placement]) => {
    const middle = `/.well-known/${suffix}`
    return { url: origin + (placement === 'appended' ? path + middle : middle + path), form }
  })
  return urls.filter(({ url }, index) => urls.findIndex((other) => other.url === url) === index)
}
