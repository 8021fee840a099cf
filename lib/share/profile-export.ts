import type { KeyInfo } from '@/lib/model/key'
import type { Profile, ProfileDraft } from '@/lib/oauth/profile'
import type { SavedCall } from '@/lib/storage/saved-calls'
import type { SavedRequest } from '@/lib/storage/saved-requests'
import type { ExportedCall, ExportedRequest } from './saved-values'

/** The key that a profile signs or decrypts with: enough to identify it, not to use it. */
export type KeyRef = Pick<KeyInfo, 'kid' | 'alg' | 'thumbprint'>

/** A profile as exported, without the ids of this browser. */
export interface ExportedProfile extends Omit<
  ProfileDraft,
  'id' | 'signingKeyId' | 'decryptionKeyId'
> {
  readonly signingKey: KeyRef | null
  readonly decryptionKey: KeyRef | null
  readonly clientSecret?: string
  readonly savedRequests?: readonly ExportedRequest[]
  readonly savedCalls?: readonly ExportedCall[]
}

/** The file format of exported profiles. */
interface ProfilesFile {
  readonly parley: 'profiles'
  readonly version: 1
  readonly profiles: readonly ExportedProfile[]
}

/** What was saved with profiles. */
interface Saved {
  readonly requests: readonly SavedRequest[]
  readonly calls: readonly SavedCall[]
}

/**
 * The profiles as JSON text, with their saved requests and calls, which have no secrets; `secrets` has the client secrets to
 * include, by profile id.
 */
export function exportProfiles(
  profiles: readonly Profile[],
  keys: readonly KeyInfo[],
  saved: Saved,
  secrets: ReadonlyMap<string, string>,
): string {
  const file: ProfilesFile = {
    parley: 'profiles',
    version: 1,
    profiles: profiles.map((profile) => exported(profile, keys, saved, secrets)),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

function exported(
  profile: Profile,
  keys: readonly KeyInfo[],
  saved: Saved,
  secrets: ReadonlyMap<string, string>,
): ExportedProfile {
  const { signingKeyId, decryptionKeyId, ...others } = profile
  // A registered client is managed with a token that never leaves, at a URL that a file must not choose.
  const { id, createdAt: _, removedAt: __, registration: ___, ...rest } = others
  const clientSecret = secrets.get(id)
  const savedRequests = savedOf(id, saved.requests)
  const savedCalls = savedOf(id, saved.calls)
  return {
    ...rest,
    signingKey: refOf(keys, signingKeyId),
    decryptionKey: refOf(keys, decryptionKeyId),
    ...(clientSecret === undefined ? {} : { clientSecret }),
    ...(savedRequests.length === 0 ? {} : { savedRequests }),
    ...(savedCalls.length === 0 ? {} : { savedCalls }),
  }
}

interface Owned<V> {
  readonly profileId: string
  readonly name: string
  readonly values: V
  readonly removedAt?: number
}

/** What a profile saved, without the ids of this browser. */
function savedOf<V>(id: string, all: readonly Owned<V>[]) {
  return all
    .filter(({ profileId, removedAt }) => profileId === id && removedAt === undefined)
    .map(({ name, values }) => ({ name, values }))
}

function refOf(keys: readonly KeyInfo[], id: string | null): KeyRef | null {
  const key = keys.find((item) => item.id === id)
  return key ? { kid: key.kid, alg: key.alg, thumbprint: key.thumbprint } : null
}
