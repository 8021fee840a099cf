import type { DecryptionKey } from '@/lib/jose/decrypt'
import type { Verification, Jwks } from '@/lib/jose/types'
import type { Issue } from '@/lib/model/issue'
import type { Profile } from '@/lib/oauth/profile'

/** The keys of an issuer, or why there are none. */
export interface Keys {
  readonly jwks: Jwks | null
  readonly issues: readonly Issue[]
}

/** Where the keys of a profile's issuer come from. */
export interface IssuerKeys {
  keys(profile: Profile): Promise<Keys>
  /** Fetches them again for an unknown kid; null where that was done less than a minute ago. */
  refetch(profile: Profile): Promise<Keys | null>
}

/** Where the keys of a profile that open JWEs come from. */
export interface DecryptionKeys {
  decryptionKeys(profile: Pick<Profile, 'decryptionKeyId'>): Promise<readonly DecryptionKey[]>
}

/** Whether a signature is valid, and by which keys. */
export interface Verified {
  readonly verification: Verification
  /** What is off about the keys. */
  readonly keyIssues: readonly Issue[]
}
