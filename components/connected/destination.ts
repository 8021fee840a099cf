import type { OriginAccess } from '@/lib/storage/state'
import type { Endpoint } from '@/lib/model/endpoint'
import type { Profile } from '@/lib/oauth/profile'
import type { Mirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { hostOf } from '@/components/ui/format'

/** What is called, or opened in a tab. */
export type Target = Endpoint | 'authorization'

/** Where a request goes, and whether that host differs from the issuer's. */
export interface Destination {
  readonly host: string
  /** The match pattern to ask for. */
  readonly pattern: string
  readonly isForeign: boolean
  /** Nothing is sent before the user has granted it by name. */
  readonly isAllowed: boolean
}

/** The hosts that these calls of a profile go to, each once, as far as its metadata is known. */
export function destinationsOf(
  profile: Pick<Profile, 'id' | 'issuer'> | null,
  access: Mirror['access'],
  targets: readonly Target[],
): readonly Destination[] {
  if (!profile) return []
  return (access[profile.id] ?? []).flatMap(({ origin, pattern, roles, calls, named }) => {
    const isCalled = calls.some((endpoint) => targets.includes(endpoint))
    const isOpened = targets.includes('authorization') && roles.includes('authorization')
    if (!isCalled && !isOpened) return []
    const host = hostOf(origin)
    const isForeign = host !== hostOf(profile.issuer)
    return [{ host, pattern, isForeign, isAllowed: !isCalled || named }]
  })
}

/** Where a URL is called that the user types, as far as it is one of the profile's origins. */
export function destinationsAt(
  profile: Pick<Profile, 'issuer'> | null,
  access: Mirror['access'][string],
  url: string,
): readonly Destination[] {
  const origin = URL.canParse(url) ? new URL(url).origin : null
  return access
    .filter((each) => each.origin === origin)
    .map(({ pattern, named }) => ({
      host: hostOf(url),
      pattern,
      isForeign: profile === null || hostOf(url) !== hostOf(profile.issuer),
      isAllowed: named,
    }))
}

/** Whether something is called at an origin that is not the issuer's host. */
export function isForeignCall({ origin, calls }: OriginAccess, issuer: string): boolean {
  return calls.length > 0 && hostOf(origin) !== hostOf(issuer)
}

/** What a push of a profile calls and opens, and what follows by itself. */
export function pushTargets(profile: Profile | null): readonly Target[] {
  return [
    ...(profile?.sendBy === 'par' ? (['par'] as const) : []),
    'authorization',
    ...(profile?.autoExchange ? (['token'] as const) : []),
  ]
}

/** The sentence that names the hosts other than the issuer's; null where there are none. */
export function foreignText(destinations: readonly Destination[]): string | null {
  const foreign = destinations.filter(({ isForeign }) => isForeign)
  return foreign.length === 0 ? null : t('ui.sends.foreign', [hostsText(foreign)])
}

/** The hosts as a list for a sentence. */
export function hostsText(destinations: readonly Destination[]): string {
  return destinations.map(({ host }) => host).join(', ')
}
