import { createVerification } from '@/lib/judge/verify-token'
import { judgeRecorded } from '@/lib/judge/judge-recorded'
import type { DecryptionKeys, IssuerKeys } from '@/lib/judge/verification-keys'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Protocol } from '@/lib/messaging/protocol'
import type { Profile } from '@/lib/oauth/profile'
import { emptyDraft } from '@/lib/oauth/profile-defaults'
import { suggestedRules } from '@/lib/oauth/suggested-rules'
import { namedFile } from '@/lib/share/flow-file'
import { importedFrom } from '@/lib/share/flow-schema'
import type { KnownWorld } from '@/lib/share/har-flows'
import { metadataIn, type RecordedMetadata } from '@/lib/share/recorded-metadata'
import type { RecordedDocument } from '@/lib/share/recording'
import type { Data } from '@/lib/storage/data'
import { profilesOf, usableMetadata, worldOf } from '@/lib/storage/select'
import type { MetadataRecord } from '@/lib/storage/state'
import { clientSecrets } from './client-contexts'
import { storeImported } from './flow-files'
import { keysFrom } from './jwks-service'
import { serversOf } from './known-servers'
import type { Ports } from './ports'
import type { Store } from './store'

interface RecordingServices {
  readonly ports: Ports
  readonly store: Store
  readonly keys: DecryptionKeys
  /** The keys of an issuer that were fetched before. */
  readonly known: IssuerKeys['keys']
}

/** Imports the flows of recordings. Nothing is ever fetched for them. */
export function createRecordings({ ports, store, keys, known }: RecordingServices) {
  return {
    async world(): Promise<KnownWorld> {
      const data = await store.data()
      return { clients: worldOf(data, []).clients, servers: serversOf(data) }
    },

    async import({
      flows,
      documents,
      tool,
      file,
    }: Parameters<Protocol['recordingImport']>[0]): Promise<
      CommandResult<{ readonly flowIds: readonly string[] }>
    > {
      const imported = {
        at: ports.now(),
        mode: 'complete',
        ...namedFile(file),
        by: { tool },
      } as const
      const data = withRecorded(await store.data(), documents)
      const recorded = recordedKeys(data, documents, known)
      const check = createVerification(recorded, keys, clientSecrets(ports))
      const read = flows.map((flow) => importedFrom(flow, ports.newId(), imported))
      const judged = await Promise.all(read.map((flow) => judgeRecorded(flow, data, check)))
      return storeImported(store, async () => judged)
    },
  }
}

/** The state as it would be with the metadata of a recording. It is never saved. */
function withRecorded(data: Data, documents: readonly RecordedDocument[]): Data {
  return metadataIn(documents).reduce((known, recorded): Data => {
    const own = profilesOf(known).filter(({ issuer }) => issuer === recorded.issuer)
    const profiles = own.length > 0 ? own : [profileFor(recorded)]
    const records = profiles.map(({ id }) => [id, recordOf(recorded, id)] as const)
    return {
      ...known,
      profiles: own.length > 0 ? known.profiles : [...known.profiles, ...profiles],
      metadata: { ...known.metadata, ...Object.fromEntries(records) },
    }
  }, data)
}

function profileFor({ issuer, json, at }: RecordedMetadata): Profile {
  const { ruleProfile } = suggestedRules(json)
  return { ...emptyDraft, ruleProfile, id: `recorded:${issuer}`, issuer, createdAt: at }
}

function recordOf({ issuer, at, document }: RecordedMetadata, profileId: string): MetadataRecord {
  const read = { document, tries: [], issues: [], results: [] }
  return { profileId, issuer, fetchedAt: at, took: 0, ...read }
}

/** The keys in the recording, otherwise those that were fetched before. */
function recordedKeys(
  data: Data,
  documents: readonly RecordedDocument[],
  known: IssuerKeys['keys'],
): IssuerKeys {
  const keysOf: IssuerKeys['keys'] = async (profile) => {
    const url = usableMetadata(data, profile)?.['jwks_uri']
    const found = documents.findLast((document) => document.url === url)
    return found ? keysFrom(found.body, 'jwks_uri') : known(profile)
  }
  return { keys: keysOf, refetch: keysOf }
}
