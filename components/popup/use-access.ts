import { useState } from 'react'
import type { OriginAccess } from '@/lib/storage/state'
import type { Profile } from '@/lib/oauth/profile'
import { isClosed } from '@/lib/state/host-access'
import { useMirror } from '@/lib/state/mirror'

const none: readonly OriginAccess[] = []

/**
 * The sites of the profile that Parley cannot observe or must not send to, and whether it requests
 * access to them now.
 */
export function useAccess(profile: Profile | null) {
  const needed = useMirror((state) => (profile && state.access[profile.id]) ?? none)
  const [isLater, setLater] = useState(false)
  const missing = needed.filter(isClosed)
  const asks = missing.length > 0 && !isLater
  return {
    missing,
    partly: missing.length < needed.length,
    blind: needed.some(({ granted, roles }) => !granted && roles.includes('redirect')),
    /** The profile whose access is requested; null if it is not requested. */
    requested: asks && profile ? profile.id : null,
    onLater: () => setLater(true),
  }
}
