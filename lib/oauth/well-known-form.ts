import { splitUrl } from '@/lib/model/url'
import type { MetadataForm } from './metadata'

/** Where a metadata URL has its well-known string: between host and path, after the path, or both. */
type Placement = 'root' | 'inserted' | 'appended'

export interface WellKnown {
  readonly placement: Placement
  readonly suffix: 'openid-configuration' | 'oauth-authorization-server'
  /** The issuer that such a URL is built from, without a slash at the end. */
  readonly issuer: string
}

const wellKnown =
  /^([a-z][a-z\d+.-]*:\/\/[^/]+)(.*?)\/\.well-known\/(openid-configuration|oauth-authorization-server)(\/.*)?$/i

/**
 * Reads a metadata URL; null where it has no well-known form.
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

/** The places to look at, the likeliest first; at an issuer without a path two of them are the same. */
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
 * The URLs that the metadata of an issuer may be found at; a slash at its end is left out. What the
 * specifications ask for comes before what servers do besides.
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
