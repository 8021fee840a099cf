import { splitUrl } from './url'

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
