import type { KeyInfo } from '@/lib/model/key'
import type { Profile, ProfileDraft } from '@/lib/oauth/profile'
import type { SavedRequest } from '@/lib/storage/saved-requests'
import type { ExportedRequest } from './saved-values'

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
}

/** The file format of exported profiles. */
interface ProfilesFile {
  readonly parley: 'profiles'
  readonly version: 1
  readonly profiles: readonly ExportedProfile[]
}

/**
 * The profiles as JSON text, with their saved requests, which have no secrets; `secrets` has the client secrets to
 * include, by profile id.
 */
export function exportProfiles(
  profiles: readonly Profile[],
  keys: readonly KeyInfo[],
  saved: readonly SavedRequest[],
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
  saved: readonly SavedRequest[],
  secrets: ReadonlyMap<string, string>,
): ExportedProfile {
  const { signingKeyId, decryptionKeyId, ...others } = profile
  // A registered client is managed with a token that never leaves, at a URL that a file must not choose.
  const { id, createdAt: _, removedAt: __, registration: ___, ...rest } = others
  const clientSecret = secrets.get(id)
  const savedRequests = saved
    .filter(({ profileId, removedAt }) => profileId === id && removedAt === undefined)
    .map(({ name, values }) => ({ name, values }))
  return {
    ...rest,
    signingKey: refOf(keys, signingKeyId),
    decryptionKey: refOf(keys, decryptionKeyId),
    ...(clientSecret === undefined ? {} : { clientSecret }),
    ...(savedRequests.length === 0 ? {} : { savedRequests }),
  }
}

function refOf(keys: readonly KeyInfo[], id: string | null): KeyRef | null {
  const key = keys.find((item) => item.id === id)
  return key ? { kid: key.kid, alg: key.alg, thumbprint: key.thumbprint } : null
}
