import { memberFaults } from './jwk-members'
import { keyRefusal } from './key-choice'
import type { DecodedJwt, Jwks, VerificationReason } from './types'
import { textIn } from '@/lib/model/json'
import { demandOf } from './verify'

/** A key that a token was compared with, and why it did not verify the signature. */
export interface TriedKey {
  /** Null if the key has none. */
  readonly kid: string | null
  readonly reason: VerificationReason
  readonly seen?: string
  readonly expected?: string
}

/** Maximum keys that are listed. */
const maxKeys = 50

/**
 * The keys of a JWKS that did not verify a signature, each with its reason. Empty if the token cannot have a valid
 * signature, whatever the key is.
 */
export function keysTried(jwt: DecodedJwt, { keys }: Jwks): readonly TriedKey[] {
  const header = jwt.header ?? {}
  const demand = demandOf(jwt, header)
  if ('reason' in demand) return []
  return keys.slice(0, maxKeys).map((jwk) => {
    const [fault] = memberFaults(jwk)
    const refusal =
      keyRefusal(header, demand, jwk) ??
      (fault ? { reason: 'key-member' as const, ...fault } : { reason: 'signature' as const })
    return { kid: textIn(jwk, 'kid'), ...refusal }
  })
}
