import type { Metadata } from './metadata'
import type { Profile } from './profile'
import { isReachable, parseUrl } from './url'

/** What an origin of a profile is needed for. */
export type OriginRole = 'issuer' | 'authorization' | 'redirect' | 'jwks'

/** An origin that a profile needs, and what for. */
export interface NeededOrigin {
  readonly origin: string
  readonly roles: readonly OriginRole[]
}

/**
 * The origins that Parley has to see for a profile: those of its issuer, its redirect_uris, and what
 * the metadata names. A redirect_uri of another scheme has none.
 */
export function neededOrigins(
  profile: Pick<Profile, 'issuer' | 'redirectUris'>,
  metadata: Metadata | null,
): readonly NeededOrigin[] {
  const urls: readonly (readonly [OriginRole, unknown])[] = [
    ['issuer', profile.issuer],
    ['authorization', metadata?.['authorization_endpoint']],
    ['jwks', metadata?.['jwks_uri']],
    ...profile.redirectUris.map((uri) => ['redirect', uri] as const),
  ]
  const found = new Map<string, OriginRole[]>()
  for (const [role, value] of urls) {
    const url = typeof value === 'string' ? parseUrl(value) : null
    if (!url || !isReachable(url)) continue
    const roles = found.get(url.origin) ?? []
    if (!roles.includes(role)) found.set(url.origin, [...roles, role])
  }
  return [...found].map(([origin, roles]) => ({ origin, roles }))
}
