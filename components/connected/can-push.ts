import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'
import { clientAuthOf, type ClientCredential } from '@/lib/model/client-auth-methods'
import type { Endpoint } from '@/lib/model/endpoint'
import { useMirror, type Mirror } from '@/lib/state/mirror'
import { destinationsOf, hostsText, type Destination } from './destination'

type Holdings = Pick<Mirror, 'keys' | 'secrets' | 'access'>

/** Why a profile cannot push a request; null if it can. */
export function whyNoPush(profile: Profile | null, held: Holdings): string | null {
  if (!profile) return t('ui.push.no_profile')
  const signs = profile.requestAs === 'request-object'
  if (signs && !holdsKey(profile, held)) return noKey(profile)
  return profile.sendBy === 'par' ? whyNoCall(profile, held, 'par') : null
}

/** Why a profile cannot call an endpoint with its client authentication; null if it can. */
export function whyNoCall(
  profile: Profile | null,
  held: Holdings,
  endpoint: Endpoint,
): string | null {
  if (!profile) return t('ui.push.no_profile')
  const { needs } = clientAuthOf(profile.clientAuth.method)
  const missing = needs && whyNot[needs](profile, held)
  return missing ?? whyNoAccess(profile, held, endpoint)
}

/** Why a profile has not got what its client authentication needs. */
const whyNot: Readonly<
  Record<ClientCredential, (profile: Profile, held: Holdings) => string | null>
> = {
  key: (profile, held) => (holdsKey(profile, held) ? null : noKey(profile)),
  secret: ({ id, clientId }, { secrets }) =>
    secrets.includes(id) ? null : t('ui.push.no_secret', [clientId]),
  // The browser asks for it.
  certificate: () => null,
}

/** Why Parley must not send to the host of an endpoint; null if it may. */
export function whyNoAccess(
  profile: Profile | null,
  { access }: Pick<Holdings, 'access'>,
  endpoint: Endpoint,
): string | null {
  return noAccessText(destinationsOf(profile, access, [endpoint]))
}

/** The hosts that Parley must not send to, as a sentence; null if it may send to all. */
export function noAccessText(destinations: readonly Destination[]): string | null {
  const closed = destinations.filter(({ isAllowed }) => !isAllowed)
  return closed.length === 0 ? null : t('ui.push.no_access', [hostsText(closed)])
}

function holdsKey({ signingKeyId }: Profile, { keys }: Holdings): boolean {
  return keys.some(({ id, removedAt }) => id === signingKeyId && removedAt === undefined)
}

function noKey({ clientId }: Profile): string {
  return t('ui.push.no_key', [clientId])
}

/** The keys and client secrets of all profiles, kept up to date. */
export function useHoldings(): Holdings {
  const keys = useMirror((state) => state.keys)
  const secrets = useMirror((state) => state.secrets)
  const access = useMirror((state) => state.access)
  return { keys, secrets, access }
}
