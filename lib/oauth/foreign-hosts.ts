import { endpointUrls } from './endpoint-members'
import type { Metadata } from './metadata'
import { memoByText } from '@/lib/model/memo'
import { parseUrl } from '@/lib/model/url'

/** A host with its port, and the metadata members that contain it. */
export interface NamedHost {
  readonly host: string
  readonly members: readonly string[]
}

/**
 * Host and port of a URL, normalised as in a browser, so that user information and upper case make no
 * difference.
 */
export const hostIn = memoByText((url: string): string | null => parseUrl(url)?.host || null)

/**
 * Hosts of endpoints and keys in the metadata that differ from the issuer's host.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-6.2)
 */
export function foreignHosts(issuer: string, metadata: Metadata | null): readonly NamedHost[] {
  const own = hostIn(issuer)
  return namedHosts(metadata).filter(({ host }) => host !== own)
}

/** Every host of endpoints and keys in the metadata. */
export function namedHosts(metadata: Metadata | null): readonly NamedHost[] {
  const found = new Map<string, string[]>()
  for (const [member, value] of endpointUrls(metadata)) {
    const host = typeof value === 'string' ? hostIn(value) : null
    if (host !== null) found.set(host, [...(found.get(host) ?? []), member])
  }
  return [...found].map(([host, members]) => ({ host, members }))
}
