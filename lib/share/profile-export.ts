import type { KeyInfo } from '@/lib/model/key'
import type { Profile, ProfileDraft } from '@/lib/oauth/profile'

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
}

/** The file format of exported profiles. */
interface ProfilesFile {
  readonly parley: 'profiles'
  readonly version: 1
  readonly profiles: readonly ExportedProfile[]
}

/** The profiles as JSON text; `secrets` has the client secrets to include, by profile id. */
export function exportProfiles(
  profiles: readonly Profile[],
  keys: readonly KeyInfo[],
  secrets: ReadonlyMap<string, string>,
): string {
  const file: ProfilesFile = {
    parley: 'profiles',
    version: 1,
    profiles: profiles.map((profile) => exported(profile, keys, secrets.get(profile.id))),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

function exported(
  profile: Profile,
  keys: readonly KeyInfo[],
  clientSecret: string | undefined,
): ExportedProfile {
  const { signingKeyId, decryptionKeyId, ...others } = profile
  // A registered client is managed with a token that never leaves, at a URL that a file must not choose.
  const { id: _, createdAt: __, removedAt: ___, registration: ____, ...rest } = others
  return {
    ...rest,
    signingKey: refOf(keys, signingKeyId),
    decryptionKey: refOf(keys, decryptionKeyId),
    ...(clientSecret === undefined ? {} : { clientSecret }),
  }
}

function refOf(keys: readonly KeyInfo[], id: string | null): KeyRef | null {
  const key = keys.find((item) => item.id === id)
  return key ? { kid: key.kid, alg: key.alg, thumbprint: key.thumbprint } : null
}
