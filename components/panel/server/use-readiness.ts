import { useEffect, useState } from 'react'
import type { Readiness } from '@/lib/model/readiness'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { command } from '@/lib/state/actions'

/**
 * The results of the stored metadata under every rule profile; null until they are known, `failed` if Parley did
 * not respond. While the metadata is read again, the earlier results stay.
 */
export function useReadiness(profileId: string, fetchedAt: number): Readiness | 'failed' | null {
  const [found, setFound] = useState<Readiness | 'failed' | null>(null)
  useEffect(() => {
    let isCurrent = true
    command('readinessRead', { profileId }).then(
      (readiness) => isCurrent && setFound(readiness),
      () => isCurrent && setFound('failed'),
    )
    return () => {
      isCurrent = false
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- each reading is judged
  }, [profileId, fetchedAt])
  return found
}

/** The two profiles that are compared. */
export type Columns = readonly [left: RuleProfile, right: RuleProfile]

/** The profile's own rules on the left, and FAPI 2.0, or OAuth 2.0 beside FAPI 2.0. */
export function initialColumns(own: RuleProfile): Columns {
  return [own, own === 'fapi2' ? 'oauth2' : 'fapi2']
}

/** Choosing the profile of the other column swaps the two. */
export function withColumn(columns: Columns, index: 0 | 1, chosen: RuleProfile): Columns {
  const [left, right] = columns
  if (index === 0) return [chosen, chosen === right ? left : right]
  return [chosen === left ? right : left, chosen]
}
