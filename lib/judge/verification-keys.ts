import type { DecryptionKey } from '@/lib/jose/decrypt'
import type { TriedKey } from '@/lib/jose/keys-tried'
import type { Verification, Jwks } from '@/lib/jose/types'
import type { Issue } from '@/lib/model/issue'
import type { Profile } from '@/lib/oauth/profile'

/** The keys of an issuer, or the reasons why they are missing. */
export interface Keys {
  readonly jwks: Jwks | null
  readonly issues: readonly Issue[]
}

/** The source of the keys of a profile's issuer. */
export interface IssuerKeys {
  keys(profile: Profile): Promise<Keys>
  /**
   * Fetches the keys again for an unknown `kid`. If the last such fetch was less than a minute ago,
   * returns the keys as they are known by now: another token may have had them fetched.
   */
  refetch(profile: Profile): Promise<Keys>
}

/** The source of the keys that a profile decrypts with. */
export interface DecryptionKeys {
  decryptionKeys(profile: Pick<Profile, 'decryptionKeyId'>): Promise<readonly DecryptionKey[]>
}

/** The source of the client secrets of profiles. */
export interface ClientSecrets {
  /** Null if Parley does not have it. */
  secret(profileId: string): Promise<string | null>
}

/** Whether a signature is valid, and for which keys. */
export interface Verified {
  readonly verification: Verification
  /** Problems with the keys. */
  readonly keyIssues: readonly Issue[]
  /** The keys that did not verify the signature; absent if none was tried. */
  readonly tried?: readonly TriedKey[]
}
