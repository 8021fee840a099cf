import type { CommandResult } from '@/lib/messaging/command-result'
import type { Protocol } from '@/lib/messaging/protocol'
import type { ImportReport } from '@/lib/messaging/views'
import type { FoundKey } from '@/lib/model/key'
import { leave, type Left, type Taken } from '@/lib/share/import-report'
import { fillTemplate } from '@/lib/oauth/authorization-details'
import { readPostman } from '@/lib/share/postman'
import { exportProfiles } from '@/lib/share/profile-export'
import { redirectHosts, withhold } from '@/lib/share/withhold'
import { importExported, type ImportedProfile, type KeyText } from '@/lib/share/profile-import'
import type { Profile } from '@/lib/oauth/profile'
import { readImportFile, type ImportFile } from './import-file'
import { profilesOf } from '@/lib/storage/select'
import type { Ports } from './ports'
import { keepSecret } from './profiles-service'
import { secretKey } from '@/lib/storage/state'
import type { Data } from '@/lib/storage/data'
import type { Store } from './store'

/** The key import, as used for a file. */
export interface KeyImport {
  recognise(text: string): Promise<CommandResult<{ keys: readonly FoundKey[] }>>
  importKey(data: Parameters<Protocol['keyImport']>[0]): Promise<CommandResult<{ id: string }>>
}

/** Actions after an import. */
export interface AfterImport {
  /** Queries access and metadata again. */
  refresh(): Promise<void>
  /** Adds a request_uri to the request list. */
  shelve(requestUri: string): Promise<{ readonly ok: boolean }>
}

interface Entry {
  readonly taken: readonly Taken[]
  readonly left: readonly Left[]
}

type Made = Entry & Pick<ImportReport, 'withheld'>

/** Exports profiles to a file and imports them from one. */
export function createProfileFiles(
  ports: Ports,
  store: Store,
  keys: KeyImport,
  after: AfterImport,
) {
  return {
    async export(data: {
      readonly ids: readonly string[] | null
      readonly secrets: boolean
    }): Promise<{ text: string }> {
      const known = await store.data()
      const chosen = profilesOf(known).filter(({ id }) => data.ids?.includes(id) ?? true)
      const secrets = data.secrets ? await secretsOf(ports, chosen) : new Map<string, string>()
      const held = known.keys.filter(({ removedAt }) => removedAt === undefined)
      const saved = { requests: known.savedRequests, calls: known.savedCalls }
      return { text: exportProfiles(chosen, held, saved, secrets) }
    },

    async import(text: string): Promise<CommandResult<{ report: ImportReport }>> {
      const read = readImportFile(text)
      if (!read.ok) return read
      const found = profilesIn(read.file, await store.data(), ports.now())
      if (found.length === 0) return { ok: false, issues: [{ code: 'import_no_profile' }] }
      const made: { id: string; entry: Made }[] = []
      const known = new Set(profilesOf(await store.data()).flatMap(redirectHosts))
      for (const profile of found) made.push(await take(ports, store, keys, after, profile))
      void after.refresh()
      return {
        ok: true,
        report: {
          source: read.file.source,
          profileIds: made.map(({ id }) => id),
          taken: made.flatMap(({ entry }) => entry.taken),
          added: found.flatMap(({ added }) => added),
          left: made.flatMap(({ entry }) => entry.left),
          withheld: made.flatMap(({ entry }) => entry.withheld),
          redirectHosts: [...new Set(found.flatMap(({ draft }) => redirectHosts(draft)))].filter(
            (host) => !known.has(host),
          ),
        },
      }
    },
  }
}

async function secretsOf(ports: Ports, profiles: readonly Profile[]) {
  const values = await ports.session.get(profiles.map(({ id }) => secretKey(id)))
  return new Map(
    profiles.flatMap(({ id }) => {
      const secret = values[secretKey(id)]
      return typeof secret === 'string' ? [[id, secret] as const] : []
    }),
  )
}

function profilesIn(file: ImportFile, data: Data, now: number): readonly ImportedProfile[] {
  if (file.source === 'parley')
    return file.profiles.map(({ read, unread }) => importExported(read, unread, data.keys))
  const profile = withDataProvider(readPostman(file.file), now)
  return profile.draft.clientId === '' && profile.draft.issuer === '' ? [] : [profile]
}

/** A data provider belongs to the consent, so the consent template is added if the file has none. */
function withDataProvider(profile: ImportedProfile, now: number): ImportedProfile {
  const { draft, dataProvider } = profile
  if (!dataProvider || draft.authorizationDetails !== '') return profile
  const { clientId } = draft
  const authorizationDetails = fillTemplate(
    'account_access_provider',
    { now, clientId },
    dataProvider,
  )
  const added = {
    field: 'authorizationDetails',
    value: authorizationDetails,
    reason: 'provider',
  } as const
  return {
    ...profile,
    draft: { ...draft, authorizationDetails },
    added: [...profile.added, added],
  }
}

/** Imports the keys of a profile and saves it. The texts of its keys are not used elsewhere. */
async function take(
  ports: Ports,
  store: Store,
  keys: KeyImport,
  after: AfterImport,
  file: ImportedProfile,
): Promise<{ id: string; entry: Made }> {
  const { profile: found, withheld } = withhold(file)
  const signing = await importKeys(keys, found.keys)
  const id = await store.run(async (data, save) => {
    const { keyId } = signing
    const profile: Profile = {
      ...found.draft,
      ...(keyId === null ? {} : { signingKeyId: keyId }),
      id: ports.newId(),
      createdAt: ports.now(),
    }
    const owned = () => ({ id: ports.newId(), profileId: profile.id, createdAt: ports.now() })
    const saved = (found.savedRequests ?? []).map((each) => ({ ...each, ...owned() }))
    const calls = (found.savedCalls ?? []).map((each) => ({ ...each, ...owned() }))
    await save({
      ...(saved.length > 0 && { savedRequests: [...data.savedRequests, ...saved] }),
      ...(calls.length > 0 && { savedCalls: [...data.savedCalls, ...calls] }),
      profiles: [...data.profiles, profile],
      settings: { ...data.settings, currentProfileId: profile.id },
    })
    return profile.id
  })
  const { clientSecret, requestUri } = found
  if (clientSecret !== null)
    await store.run((data, save) => keepSecret(ports, data, save, id, clientSecret))
  const shelved = requestUri === null || (await after.shelve(requestUri)).ok
  return {
    id,
    entry: {
      taken: [
        ...found.taken.filter(({ field }) => shelved || field !== 'requestUri'),
        ...signing.taken,
      ],
      left: [
        ...found.left,
        ...signing.left,
        ...missing(found),
        ...found.taken.flatMap(({ name, field }) =>
          shelved || field !== 'requestUri' ? [] : [leave(name, 'not_shelved')],
        ),
      ],
      withheld: withheld.map((item) => ({ ...item, profileId: id, profile: found.draft.name })),
    },
  }
}

const required = { issuer: 'issuer', clientId: 'client_id' } as const

/** Fields that the tester has to fill in. */
function missing({ draft }: ImportedProfile): Entry['left'] {
  return (['issuer', 'clientId'] as const).flatMap((field) =>
    draft[field] === '' ? [leave(required[field], 'missing')] : [],
  )
}

/**
 * The first key that can sign becomes the key of the profile; any other key is reported and skipped.
 */
async function importKeys(
  keys: KeyImport,
  texts: readonly KeyText[],
): Promise<Entry & { keyId: string | null }> {
  const taken: Taken[] = []
  const left: Left[] = []
  let keyId: string | null = null
  for (const { name, text, kid, alg } of texts) {
    if (keyId !== null) {
      left.push(leave(name, 'several'))
      continue
    }
    const read = await keys.recognise(text)
    const key = read.ok ? read.keys.find(({ use }) => use === 'sig') : undefined
    if (!key) {
      left.push(leave(name, 'key_not_read'))
      continue
    }
    const response = await keys.importKey({
      text,
      index: key.index,
      use: 'sig',
      alg: alg !== null && key.algs.includes(alg) ? alg : key.alg,
      kid: key.kid ?? kid ?? key.thumbprint,
      certificate: null,
    })
    if (response.ok) {
      keyId = response.id
      taken.push({ name, field: 'signingKey' })
    } else left.push(leave(name, 'key_not_read'))
  }
  return { keyId, taken, left }
}
