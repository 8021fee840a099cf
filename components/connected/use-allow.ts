import { useState } from 'react'
import { hostOf } from '@/components/ui/format'
import type { OriginAccess } from '@/lib/storage/state'
import { isClosed } from '@/lib/state/host-access'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'

const noOrigins: readonly OriginAccess[] = []

/** The hosts to request. A browser with a broader grant does not name them in its prompt. */
export function closedText(closed: readonly OriginAccess[]): string {
  return closed.map(({ origin }) => hostOf(origin)).join(', ')
}

/**
 * The origins of a profile, and a function that requests the missing ones in one prompt; call it in
 * the click handler.
 */
export function useAllow(profileId: string) {
  const host = useHost()
  const [refused, setRefused] = useState(false)
  const origins = useMirror(({ access }) => access[profileId]) ?? noOrigins
  const closed = origins.filter(isClosed)
  const allow = async () => {
    const granted = await host.requestAccess(closed.map(({ pattern }) => pattern))
    setRefused(!granted)
    if (granted) await command('metadataRefresh', { profileId })
  }
  return {
    origins,
    closed,
    refused: refused && closed.length > 0,
    allow: () => void allow().catch(() => setRefused(true)),
  }
}
