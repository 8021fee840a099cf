import { useState } from 'react'
import type { OriginAccess } from '@/lib/app/state'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'

const noOrigins: readonly OriginAccess[] = []

/** The origins of a profile, and asking for those that are missing, at the click, in one prompt. */
export function useAllow(profileId: string) {
  const host = useHost()
  const [refused, setRefused] = useState(false)
  const origins = useMirror(({ access }) => access[profileId]) ?? noOrigins
  const closed = origins.filter(({ granted }) => !granted)
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
