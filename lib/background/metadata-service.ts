import { discover } from '@/lib/client/discovery'
import { checkIssuer, issuerOf } from '@/lib/oauth/profile-draft'
import type { DiscoveryTry } from '@/lib/oauth/metadata'
import type { DiscoverySource, Profile } from '@/lib/oauth/profile'
import { metadataIssues, readPasted } from '@/lib/oauth/read-metadata'
import { recognise } from '@/lib/oauth/recognise'
import type { PastedMetadata } from '@/lib/messaging/views'
import { textIn } from '@/lib/model/json'
import { judgeDocument } from '@/lib/judge/judge-message'
import { readinessOf } from '@/lib/judge/readiness'
import type { Readiness } from '@/lib/model/readiness'
import { nameAccess } from './access-service'
import { emptyServerContext, serverContextOf, type ServerContext } from '@/lib/facts/server-context'
import { emptyContext } from '@/lib/facts/judging-context'
import { profilesOf, usableMetadata } from '@/lib/storage/select'
import type { Ports } from './ports'
import type { MetadataRecord } from '@/lib/storage/state'
import type { Data } from '@/lib/storage/data'
import type { Store } from './store'

export type MetadataService = ReturnType<typeof createMetadata>

/** The input of a metadata request, with what it is judged by. */
type Wanted = Pick<Profile, 'id' | 'issuer' | 'discovery' | 'ruleProfile'> & {
  readonly serverContext: ServerContext
}

/** Reads metadata: for an issuer that is being typed, and for profiles. */
export function createMetadata(ports: Ports, store: Store, refreshAccess: () => Promise<void>) {
  const read = async (wanted: Wanted): Promise<MetadataRecord> => {
    const { id, issuer, discovery, ruleProfile, serverContext } = wanted
    const fetchedAt = ports.now()
    const refused = checkIssuer(issuer)
    const { document, issues, tries } =
      refused.length > 0
        ? { document: null, issues: refused, tries: [] }
        : await discover(ports.fetch, issuer, discovery)
    return {
      profileId: id,
      issuer,
      fetchedAt,
      took: ports.now() - fetchedAt,
      document,
      tries: await Promise.all(tries.map((one) => nameAccessOf(ports, one))),
      issues: await nameAccess(ports, tries[0]?.url ?? issuer, issues),
      results: document
        ? judgeDocument(
            document,
            { ...emptyContext(fetchedAt), issuer, ruleProfile, metadata: document.json },
            serverContext,
          )
        : [],
    }
  }

  const refresh = async (profileId: string): Promise<MetadataRecord | null> => {
    const profile = profilesOf(await store.data()).find(({ id }) => id === profileId)
    if (!profile) return null
    const record = await read({ ...profile, serverContext: serverContextOf(profile) })
    await store.run(async (data, save) => {
      if (isWorthKeeping(record, profile, data))
        await save({ putMetadata: { ...record, ...earlierOf(record, data) } })
    })
    await refreshAccess()
    return record
  }

  return {
    probe: (issuer: string, discovery: DiscoverySource) =>
      read({
        id: '',
        issuer: issuerOf(issuer),
        discovery,
        ruleProfile: 'fapi2',
        serverContext: emptyServerContext,
      }),
    refresh,
    /** The stored document, or the one before it, under every rule profile; null without one. */
    async readiness(profileId: string, earlier = false): Promise<Readiness | null> {
      const data = await store.data()
      const profile = profilesOf(data).find(({ id }) => id === profileId)
      const record = data.metadata[profileId]
      const { document, fetchedAt: now } = (earlier ? record?.earlier : record) ?? {}
      if (!profile || !record || !document || now === undefined) return null
      return readinessOf(document, { issuer: record.issuer, now }, serverContextOf(profile))
    },
    /** A pasted document under every rule profile. Its issuer is not known, and nothing is sent. */
    pasted(text: string): PastedMetadata {
      const found = recognise(text)
      const document = readPasted(found.kind === 'metadata' ? found.text : text, '')
      const at = ports.now()
      const { json } = document
      if (!json) return { at, document, issues: metadataIssues(document), readiness: null }
      const issuer = textIn(json, 'issuer') ?? ''
      const readiness = readinessOf(document, { issuer: null, now: at })
      return { at, document: { ...document, issuer }, issues: [], readiness }
    },
    /**
     * Reads metadata that was never read; after a change of access also metadata that could not be
     * used.
     */
    async refreshMissing(alsoUnusable: boolean): Promise<void> {
      const data = await store.data()
      for (const profile of profilesOf(data)) {
        const isRead = data.metadata[profile.id] !== undefined
        if (!isRead || (alsoUnusable && !usableMetadata(data, profile))) await refresh(profile.id)
      }
    },
  }
}

const nameAccessOf = async (ports: Ports, one: DiscoveryTry): Promise<DiscoveryTry> => ({
  ...one,
  issues: await nameAccess(ports, one.url, one.issues),
})

/**
 * An unreachable server does not replace usable metadata, and a profile that changed in the meantime
 * is read again.
 */
function isWorthKeeping(record: MetadataRecord, requested: Profile, data: Data): boolean {
  const now = data.profiles.find(({ id }) => id === requested.id)
  if (!now || !isSameServer(now, requested)) return false
  return record.document !== null || usableMetadata(data, now) === null
}

/** What was published before: the stored document, if the new one differs, or what was published before that. */
function earlierOf({ profileId, issuer, document }: MetadataRecord, { metadata }: Data) {
  const stored = metadata[profileId]
  if (!stored || stored.issuer !== issuer) return {}
  const { document: before, fetchedAt, earlier } = stored
  if (before?.json && document && before.body !== document.body)
    return { earlier: { fetchedAt, document: before } }
  return earlier ? { earlier } : {}
}

/** Whether two profiles read the same metadata. */
export function isSameServer(
  a: Pick<Profile, 'issuer' | 'discovery'>,
  b: Pick<Profile, 'issuer' | 'discovery'>,
): boolean {
  return a.issuer === b.issuer && JSON.stringify(a.discovery) === JSON.stringify(b.discovery)
}
