import { useEffect, useState } from 'react'
import { command } from '@/lib/state/actions'
import type { ProbedMetadata } from './metadata-hint'

/** How long nothing must be typed before the metadata is asked for, in milliseconds. */
const pauseMs = 600

/** Reads the metadata of an issuer while it is typed; only the answer to the newest question counts. */
export function useMetadataProbe(issuer: string): ProbedMetadata {
  const wanted = issuer.trim()
  const [found, setFound] = useState<{ issuer: string; metadata: ProbedMetadata } | null>(null)
  useEffect(() => {
    if (!/^https?:\/\/[^/\s]/.test(wanted)) return
    let newest = true
    const timer = setTimeout(() => {
      setFound({ issuer: wanted, metadata: 'reading' })
      command('metadataProbe', { issuer: wanted, discovery: { kind: 'derived' } }).then(
        (metadata) => newest && setFound({ issuer: wanted, metadata }),
        () => newest && setFound(null),
      )
    }, pauseMs)
    return () => {
      newest = false
      clearTimeout(timer)
    }
  }, [wanted])
  return found?.issuer === wanted ? found.metadata : null
}
