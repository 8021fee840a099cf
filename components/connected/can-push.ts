import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'
import type { Endpoint } from '@/lib/model/endpoint'
import { useMirror, type Mirror } from '@/lib/state/mirror'
import { destinationsOf, hostsText, type Destination } from './destination'

const withSecret: ReadonlySet<string> = new Set([
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
])

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
  const { method } = profile.clientAuth
  if (method === 'private_key_jwt' && !holdsKey(profile, held)) return noKey(profile)
  if (withSecret.has(method) && !held.secrets.includes(profile.id))
    return t('ui.push.no_secret', [profile.clientId])
  return whyNoAccess(profile, held, endpoint)
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
