import { jwkFacts } from './jwks'
import type { Refusal } from './key-choice'
import type { Verification, VerificationReason } from './types'
import type { JsonObject } from '@/lib/model/json'

/**
 * Reasons that make a signature invalid: the token cannot have a valid signature, or the required keys were
 * tried. Any other reason leaves the validity of the signature unknown.
 */
const decided: ReadonlySet<VerificationReason> = new Set([
  'malformed',
  'alg-missing',
  'alg-none',
  'kid-missing',
  'kid-ambiguous',
  'signature',
  'payload-form',
  'proof-type',
  'proof-key-missing',
  'proof-key-private',
  'proof-key-symmetric',
])

/** The result with the facts of the key that was meant. */
export async function verdict(
  source: Verification['source'],
  refusal: Refusal | null,
  jwk: JsonObject | null = null,
  keys: Verification['keys'] = null,
): Promise<Verification> {
  return result(source, refusal, jwk && (await jwkFacts(jwk)), keys)
}

/** The result of a verification; without a refusal the signature is valid. */
export function result(
  source: Verification['source'],
  refusal: Refusal | null,
  jwk: Verification['jwk'],
  keys: Verification['keys'],
): Verification {
  const status = refusal ? statusOf(refusal.reason) : 'valid'
  return { status, reason: null, ...refusal, jwk, keys, source }
}

function statusOf(reason: VerificationReason): Verification['status'] {
  return decided.has(reason) ? 'invalid' : 'not-run'
}

/** The result for a signature that was not verified with a key, or only with keys that are uncertain. */
export function unverified(refusal: Refusal, source: Verification['source'] = null): Verification {
  return result(source, refusal, null, null)
}
