import { useEffect, useState } from 'react'
import type { Metadata } from '@/lib/oauth/metadata'
import { neededOrigins } from '@/lib/oauth/origins'
import type { ProfileDraft } from '@/lib/oauth/profile'
import type { OriginAccess } from '@/lib/storage/state'
import { command } from '@/lib/state/actions'

const none: readonly OriginAccess[] = []

/**
 * The hosts that a profile needs before it is saved, and whether each is allowed. `turn` changes
 * after the browser was asked. `registers` includes the host that the client is registered at.
 */
export function useDraftAccess(
  draft: ProfileDraft,
  metadata: Metadata | null,
  turn: number,
  registers = false,
): readonly OriginAccess[] {
  const [found, setFound] = useState<{ wanted: string; access: readonly OriginAccess[] } | null>(
    null,
  )
  const origins = neededOrigins(draft, metadata)
  const wanted = JSON.stringify([
    origins,
    draft.clientAuth.method,
    draft.bindTokens,
    turn,
    registers,
  ])
  const hasHosts = origins.length > 0
  useEffect(() => {
    if (!hasHosts) return
    let newest = true
    command('accessProbe', { draft, metadata, ...(registers && { registers }) }).then(
      (access) => newest && setFound({ wanted, access }),
      () => newest && setFound(null),
    )
    return () => {
      newest = false
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the rest of the draft changes no host
  }, [wanted, hasHosts])
  return hasHosts && found ? found.access : none
}
