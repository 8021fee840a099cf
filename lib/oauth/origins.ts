import { neededUrls, type NeedsUrls, type OriginRole } from './endpoint-members'
import type { Metadata } from './metadata'
import { acceptsAnyPort, isOneHost, isReachable, parseUrl } from '@/lib/model/url'

export type { OriginRole }

/** An origin that a profile needs, with its purposes. */
export interface NeededOrigin {
  readonly origin: string
  readonly roles: readonly OriginRole[]
}

/**
 * The origins that a profile needs access to: the metadata URL, the endpoints in the metadata, the resource
 * servers and the redirect_uris. A redirect_uri with a custom scheme has no origin.
 */
export function neededOrigins(
  profile: NeedsUrls,
  metadata: Metadata | null,
): readonly NeededOrigin[] {
  const found = new Map<string, OriginRole[]>()
  for (const [role, value] of neededUrls(profile, metadata)) {
    const url = typeof value === 'string' ? parseUrl(value) : null
    if (!url || !isReachable(url) || !isOneHost(url)) continue
    const roles = found.get(url.origin) ?? []
    if (!roles.includes(role)) found.set(url.origin, [...roles, role])
  }
  return [...found].map(([origin, roles]) => ({ origin, roles }))
}

/**
 * The URL whose origin the user grants access to: a loopback redirect_uri without its port, because the app may
 * use another one.
 *
 * @see [RFC 8252](https://www.rfc-editor.org/rfc/rfc8252.html#section-7.3)
 */
export function accessUrl(roles: readonly OriginRole[], url: string): string {
  const parsed = roles.includes('redirect') ? parseUrl(url) : null
  return parsed && acceptsAnyPort(parsed) ? `${parsed.protocol}//${parsed.hostname}` : url
}
