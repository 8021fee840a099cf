import { useEffect, useState } from 'react'
import type { DiscoverySource } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import type { ProbedMetadata } from './metadata-hint'

/** The pause in typing before the metadata is fetched, in milliseconds. */
const pauseMs = 600

const isAddress = (text: string) => /^https?:\/\/[^/\s]/.test(text)

/**
 * Reads the metadata of an issuer while it is typed; only the result for the newest input counts.
 * Another `turn` reads it again, without a pause.
 */
export function useMetadataProbe(
  issuer: string,
  discovery: DiscoverySource,
  turn = 0,
): ProbedMetadata {
  const wanted = questionOf(issuer.trim(), discovery)
  const [found, setFound] = useState<{ wanted: string; metadata: ProbedMetadata } | null>(null)
  const [read, setRead] = useState(turn)
  useEffect(() => {
    if (wanted === null) return
    let newest = true
    const timer = setTimeout(
      () => {
        setRead(turn)
        setFound({ wanted, metadata: 'reading' })
        command('metadataProbe', JSON.parse(wanted) as Question).then(
          (metadata) => newest && setFound({ wanted, metadata }),
          () => newest && setFound(null),
        )
      },
      turn === read ? pauseMs : 0,
    )
    return () => {
      newest = false
      clearTimeout(timer)
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `read` only sets the pause
  }, [wanted, turn])
  return found !== null && found.wanted === wanted ? found.metadata : null
}

interface Question {
  readonly issuer: string
  readonly discovery: DiscoverySource
}

/** The input as comparable text; null while it is incomplete. */
function questionOf(issuer: string, typed: DiscoverySource): string | null {
  const discovery = typed.kind === 'url' ? { ...typed, url: typed.url.trim() } : typed
  if (!isAddress(issuer) || (discovery.kind === 'url' && !isAddress(discovery.url))) return null
  return JSON.stringify({ issuer, discovery } satisfies Question)
}
