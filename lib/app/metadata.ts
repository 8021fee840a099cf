import { discover } from '@/lib/client/discovery'
import { checkIssuer, issuerOf } from '@/lib/oauth/profile-draft'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import type { RuleProfile } from '@/lib/rules/profiles'
import { judge } from '@/lib/rules/run'
import { nameAccess } from './access'
import { knownWithout, profilesOf, usableMetadata } from './knowledge'
import type { Ports } from './ports'
import type { MetadataRecord } from './state'
import type { Store } from './store'

export type MetadataService = ReturnType<typeof createMetadata>

/** Reads metadata: for an issuer that is being typed, and for profiles. */
export function createMetadata(ports: Ports, store: Store, refreshAccess: () => Promise<void>) {
  const read = async (
    issuer: string,
    profileId: string,
    ruleProfile: RuleProfile,
  ): Promise<MetadataRecord> => {
    const fetchedAt = ports.now()
    const refused = checkIssuer(issuer)
    const { document, issues } =
      refused.length > 0 ? { document: null, issues: refused } : await discover(ports.fetch, issuer)
    return {
      profileId,
      issuer,
      fetchedAt,
      took: ports.now() - fetchedAt,
      document,
      issues: await nameAccess(ports, issuer, issues),
      results: document ? judgeDocument(document, issuer, fetchedAt, ruleProfile) : [],
    }
  }

  const refresh = async (profileId: string): Promise<MetadataRecord | null> => {
    const profile = profilesOf(await store.data()).find(({ id }) => id === profileId)
    if (!profile) return null
    const record = await read(profile.issuer, profile.id, profile.ruleProfile)
    await store.run(async (data, save) => {
      const keepsKnown = record.document === null && usableMetadata(data, profile) !== null
      if (!keepsKnown) await save({ putMetadata: record })
    })
    await refreshAccess()
    return record
  }

  return {
    probe: (issuer: string) => read(issuerOf(issuer), '', 'fapi2'),
    refresh,
    /** Reads what has not been read yet, and at a change of access also what could not be used. */
    async refreshMissing(alsoUnusable: boolean): Promise<void> {
      const data = await store.data()
      for (const profile of profilesOf(data)) {
        const isRead = data.metadata[profile.id] !== undefined
        if (!isRead || (alsoUnusable && !usableMetadata(data, profile))) await refresh(profile.id)
      }
    },
  }
}

function judgeDocument(
  document: FetchedDocument,
  issuer: string,
  now: number,
  ruleProfile: RuleProfile,
) {
  const known = { ...knownWithout(now), issuer, ruleProfile, metadata: document.json }
  return judge('metadata', { document, known }, ruleProfile)
}
