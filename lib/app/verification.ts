import { decodeJwt } from '@/lib/jose/decode'
import { decryptJwe } from '@/lib/jose/decrypt'
import type { DecodedJwt, Decryption, Verification } from '@/lib/jose/types'
import { verifyJwt } from '@/lib/jose/verify'
import type { Issue } from '@/lib/oauth/issue'
import type { Profile } from '@/lib/oauth/profile'
import type { JwksService, Keys } from './jwks'
import type { createKeys } from './keys'

/** A token, opened and verified as far as Parley can. */
export interface Checked {
  /** The signed JWT: the one inside where the token is a JWE that could be opened. */
  readonly jwt: DecodedJwt
  /** Null where the token is no JWE. */
  readonly decryption: Decryption | null
  readonly verification: Verification
  /** What is off about the keys. */
  readonly keyIssues: readonly Issue[]
}

export type Check = ReturnType<typeof createVerification>

/** Opens and verifies tokens with the keys of a profile, or with keys that were given. */
export function createVerification(jwks: JwksService, keys: ReturnType<typeof createKeys>) {
  return async (text: string, profile: Profile | null, given: Keys | null): Promise<Checked> => {
    const outer = decodeJwt(text)
    const decryption =
      outer.kind === 'jwe' && profile
        ? await decryptJwe(outer, await keys.decryptionKeys(profile))
        : null
    const jwt = decryption?.plaintext ? decodeJwt(decryption.plaintext) : outer
    return { jwt, decryption, ...(await verify(jwt, profile, given, jwks)) }
  }
}

type Verified = Pick<Checked, 'verification' | 'keyIssues'>

/** Keys of the issuer that do not hold the token's kid are fetched once more: they may have been rotated. */
async function verify(
  jwt: DecodedJwt,
  profile: Profile | null,
  given: Keys | null,
  jwks: JwksService,
): Promise<Verified> {
  if (given) return verifyWith(jwt, given)
  if (jwt.kind !== 'jws' || !profile) return verifyWith(jwt, { jwks: null, issues: [] })
  const first = await verifyWith(jwt, await jwks.keys(profile))
  if (first.verification.reason !== 'kid-unknown') return first
  const fresh = await jwks.refetch(profile)
  return fresh ? verifyWith(jwt, fresh) : first
}

async function verifyWith(jwt: DecodedJwt, { jwks, issues }: Keys): Promise<Verified> {
  return { verification: await verifyJwt(jwt, jwks), keyIssues: issues }
}
