import { neededUrls, type NeedsUrls, type OriginRole } from './endpoint-members'
import type { Metadata } from './metadata'
import { isOneHost, isReachable, parseUrl } from '@/lib/model/url'

export type { OriginRole }

/** An origin that a profile needs, and what for. */
export interface NeededOrigin {
  readonly origin: string
  readonly roles: readonly OriginRole[]
}

/**
 * The origins that Parley has to see for a profile: where its metadata is, what the metadata names, its
 * resource servers and its redirect_uris. A redirect_uri of another scheme has none.
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
