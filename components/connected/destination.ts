import { parseUrl } from '@/lib/model/url'
import type { OriginAccess } from '@/lib/storage/state'
import type { Endpoint } from '@/lib/model/endpoint'
import type { Profile } from '@/lib/oauth/profile'
import type { Mirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { hostOf } from '@/components/ui/format'

/** An endpoint that Parley calls or opens in a tab. */
export type Target = Endpoint | 'authorization'

/** The host of a request, and whether it differs from the issuer's. */
export interface Destination {
  readonly host: string
  /** The match pattern to request. */
  readonly pattern: string
  readonly isForeign: boolean
  /** Whether the user has granted the host by name. Nothing is sent before that. */
  readonly isAllowed: boolean
  /** The origin, if the user must confirm it: it is on this computer or its network. */
  readonly localOrigin: string | null
}

/** The hosts of these calls of a profile, each once, as far as its metadata is known. */
export function destinationsOf(
  profile: Pick<Profile, 'id' | 'issuer'> | null,
  access: Mirror['access'],
  targets: readonly Target[],
): readonly Destination[] {
  if (!profile) return []
  return (access[profile.id] ?? []).flatMap(
    ({ origin, pattern, roles, calls, named, asksLocal }) => {
      const isCalled = calls.some((endpoint) => targets.includes(endpoint))
      const isOpened = targets.includes('authorization') && roles.includes('authorization')
      if (!isCalled && !isOpened) return []
      const host = hostOf(origin)
      const isForeign = host !== hostOf(profile.issuer)
      const localOrigin = isCalled && asksLocal ? origin : null
      const isAllowed = !isCalled || (named && localOrigin === null)
      return [{ host, pattern, isForeign, isAllowed, localOrigin }]
    },
  )
}

/** The host of a URL that the user types, if it is one of the profile's origins. */
export function destinationsAt(
  profile: Pick<Profile, 'issuer'> | null,
  access: Mirror['access'][string],
  url: string,
): readonly Destination[] {
  const wanted = parseUrl(url)?.origin ?? null
  return access
    .filter((each) => each.origin === wanted)
    .map(({ origin, pattern, named, asksLocal }) => ({
      host: hostOf(url),
      pattern,
      isForeign: profile === null || hostOf(url) !== hostOf(profile.issuer),
      isAllowed: named && !asksLocal,
      localOrigin: asksLocal ? origin : null,
    }))
}

/** Whether Parley calls something at an origin outside the issuer's host. */
export function isForeignCall({ origin, calls }: OriginAccess, issuer: string): boolean {
  return calls.length > 0 && hostOf(origin) !== hostOf(issuer)
}

/** The endpoints that a push calls and opens, and those that follow automatically. */
export function pushTargets(profile: Profile | null): readonly Target[] {
  return [
    ...(profile?.sendBy === 'par' ? (['par'] as const) : []),
    'authorization',
    ...(profile?.autoExchange ? (['token'] as const) : []),
  ]
}

/** The sentence that names the hosts other than the issuer's; null without such hosts. */
export function foreignText(destinations: readonly Destination[]): string | null {
  const foreign = destinations.filter(({ isForeign }) => isForeign)
  return foreign.length === 0 ? null : t('ui.sends.foreign', [hostsText(foreign)])
}

/** The hosts as a list for a sentence. */
export function hostsText(destinations: readonly Destination[]): string {
  return destinations.map(({ host }) => host).join(', ')
}
