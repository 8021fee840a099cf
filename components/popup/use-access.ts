import type { OriginAccess } from '@/lib/app/state'
import type { Profile } from '@/lib/oauth/profile'
import { useMirror } from '@/lib/state/mirror'

const none: readonly OriginAccess[] = []

/** Which sites of the profile the browser does not let Parley see. */
export function useAccess(profile: Profile | null) {
  const needed = useMirror((state) => (profile && state.access[profile.id]) ?? none)
  const missing = needed.filter(({ granted }) => !granted)
  return {
    missing,
    partly: missing.length < needed.length,
    blind: missing.some(({ roles }) => roles.includes('redirect')),
  }
}
