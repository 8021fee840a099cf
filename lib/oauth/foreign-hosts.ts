import { endpointUrls } from './endpoint-members'
import type { Metadata } from './metadata'
import { parseUrl } from '@/lib/model/url'

/** A host with its port, and the members of the metadata that name it. */
export interface NamedHost {
  readonly host: string
  readonly members: readonly string[]
}

/** Host and port of a URL as a browser reads it, so that neither user information nor capitals change it. */
export function hostIn(url: string): string | null {
  return parseUrl(url)?.host || null
}

/**
 * The hosts other than the issuer's that metadata names for an endpoint or for its keys.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-6.2)
 */
export function foreignHosts(issuer: string, metadata: Metadata | null): readonly NamedHost[] {
  const own = hostIn(issuer)
  return namedHosts(metadata).filter(({ host }) => host !== own)
}

/** Every host that metadata names for an endpoint or for its keys. */
export function namedHosts(metadata: Metadata | null): readonly NamedHost[] {
  const found = new Map<string, string[]>()
  for (const [member, value] of endpointUrls(metadata)) {
    const host = typeof value === 'string' ? hostIn(value) : null
    if (host !== null) found.set(host, [...(found.get(host) ?? []), member])
  }
  return [...found].map(([host, members]) => ({ host, members }))
}
