import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'
import { useMirror, type Mirror } from '@/lib/state/mirror'

const signing: ReadonlySet<string> = new Set(['private_key_jwt'])
const withSecret: ReadonlySet<string> = new Set([
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
])

/** Why a profile cannot make a request of its own; null where it can. */
export function whyNoPush(
  profile: Profile | null,
  { keys, secrets }: Pick<Mirror, 'keys' | 'secrets'>,
): string | null {
  if (!profile) return t('ui.push.no_profile')
  const { method } = profile.clientAuth
  const sendsByPar = profile.sendBy === 'par'
  const signs = profile.requestAs === 'request-object' || (sendsByPar && signing.has(method))
  if (signs && !keys.some(({ id, removedAt }) => id === profile.signingKeyId && !removedAt))
    return t('ui.push.no_key', [profile.clientId])
  if (sendsByPar && withSecret.has(method) && !secrets.includes(profile.id))
    return t('ui.push.no_secret', [profile.clientId])
  return null
}

/** Why the profile cannot make a request of its own, kept up to date; null where it can. */
export function useWhyNoPush(profile: Profile | null): string | null {
  const keys = useMirror((state) => state.keys)
  const secrets = useMirror((state) => state.secrets)
  return whyNoPush(profile, { keys, secrets })
}
