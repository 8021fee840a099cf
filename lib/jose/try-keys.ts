import { memberFaults } from './jwk-members'
import { importPublicKey } from './jwks'
import { chooseKeys, type Demand, type Refusal } from './key-choice'
import type { Jwks, Verification } from './types'
import { verdict } from './verification'
import { jsonText, type JsonObject } from '@/lib/model/json'

/** The octets of a signature and of what is signed. */
export interface Signed {
  readonly signature: Uint8Array<ArrayBuffer>
  readonly input: Uint8Array<ArrayBuffer>
}

/** What was tried before: the keys that fit, and their number. */
export interface Tried {
  readonly jwks: readonly JsonObject[]
  readonly keys: NonNullable<Verification['keys']>
}

/**
 * Verifies a signature with the keys that fit. `otherwise` may know a different reason why none of them verifies it.
 * Only the `kid` of the header selects a key.
 */
export async function tryKeys(
  signed: Signed,
  header: JsonObject,
  demand: Demand,
  jwks: Jwks,
  otherwise: (tried: Tried) => Promise<Verification | null> = nothing,
): Promise<Verification> {
  const { fitting, refusal, meant } = chooseKeys(header, demand, jwks.keys)
  const keys = { all: jwks.keys.length, fitting: fitting.length }
  if (refusal) return verdict(jwks.source, refusal, meant, keys)
  const sound = fitting.filter((jwk) => memberFaults(jwk).length === 0)
  const tried = sound.slice(0, maxTries)
  const holding = await findHolding(signed, demand, tried)
  if (holding) return verdict(jwks.source, null, holding, keys)
  const other = await otherwise({ jwks: tried, keys })
  if (other) return other
  const faulty = fitting.find((jwk) => memberFaults(jwk).length > 0)
  const [fault] = faulty ? memberFaults(faulty) : []
  if (faulty && fault) return verdict(jwks.source, { reason: 'key-member', ...fault }, faulty, keys)
  if (sound.length > maxTries) return verdict(jwks.source, manyToTry(sound.length), null, keys)
  const untried = await findUnusable(demand, tried)
  if (untried) return verdict(jwks.source, { reason: 'key-unusable' }, untried, keys)
  const [only] = fitting
  if (!only || fitting.length > 1) return verdict(jwks.source, manyKeys(header, keys), null, keys)
  return verdict(jwks.source, { reason: 'signature' }, only, keys)
}

const nothing = () => Promise.resolve(null)

/** Maximum keys that are tried. A JWKS with more keys that fit one token does not occur in practice. */
const maxTries = 20

const manyToTry = (count: number): Refusal => ({
  reason: 'keys-many',
  seen: `${count} keys`,
  expected: `≤ ${maxTries}`,
})

/** A key that could not be imported: it may be the one that signed. */
async function findUnusable(
  { alg }: Demand,
  jwks: readonly JsonObject[],
): Promise<JsonObject | null> {
  for (const jwk of jwks) if ((await importPublicKey(jwk, alg)) === null) return jwk
  return null
}

/** The first key that verifies a signature; null if none does. */
export async function findHolding(
  { signature, input }: Signed,
  { alg, algorithm }: Demand,
  jwks: readonly JsonObject[],
): Promise<JsonObject | null> {
  for (const jwk of jwks) {
    const key = await importPublicKey(jwk, alg)
    if (key && (await holds(algorithm.params, key, signature, input))) return jwk
  }
  return null
}

function holds(...args: Parameters<SubtleCrypto['verify']>): Promise<boolean> {
  return crypto.subtle.verify(...args).catch(() => false)
}

/** Several keys fit, and none of them verifies the signature. */
function manyKeys(header: JsonObject, keys: { readonly fitting: number }): Refusal {
  const kid = header['kid']
  if (kid === undefined) return { reason: 'kid-missing', seen: `${keys.fitting} keys` }
  return {
    reason: 'kid-ambiguous',
    seen: `${jsonText(kid)}: ${keys.fitting} keys`,
    expected: '1 key',
  }
}
