import { agreementCurves, type SignatureAlgorithm } from './algorithms'
import { keySize } from './jwks'
import { jsonText, type JsonObject } from '@/lib/model/json'
import type { VerificationReason } from './types'

/** Why a signature cannot be verified, with the evidence. */
export interface Refusal {
  readonly reason: VerificationReason
  readonly seen?: string
  readonly expected?: string
}

export interface KeyChoice {
  readonly fitting: readonly JsonObject[]
  /** Why no key fits; null if one does. */
  readonly refusal: Refusal | null
  /** If no key fits, the key that was most likely meant; null if that is not clear. */
  readonly meant: JsonObject | null
}

/** The requirements for a key: the `alg` of the token and its parameters. */
export interface Demand {
  readonly alg: string
  readonly algorithm: SignatureAlgorithm
}

type Check = (jwk: JsonObject, demand: Demand) => Refusal | null

/** @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-3.3) */
const smallestRsaKey = 2048

/** Ordered from general to specific: the key that passes the most checks is the one that was meant. */
const checks: readonly Check[] = [
  (jwk, { algorithm: { kty } }) => differs('key-type', jwk['kty'], kty),
  (jwk, { algorithm: { curves } }) => ofCurve(jwk['crv'], curves),
  (jwk) => (jwk['use'] === undefined ? null : differs('key-use', jwk['use'], 'sig')),
  (jwk) => {
    const operations = jwk['key_ops']
    if (!Array.isArray(operations) || operations.includes('verify')) return null
    return { reason: 'key-use', seen: operations.join(' '), expected: 'verify' }
  },
  (jwk, { alg }) => (jwk['alg'] === undefined ? null : differs('key-alg', alg, jwk['alg'])),
  (jwk) => {
    const size = jwk['kty'] === 'RSA' ? keySize(jwk) : null
    if (size === null || size >= smallestRsaKey) return null
    return { reason: 'key-size', seen: `${size} bits`, expected: `≥ ${smallestRsaKey} bits` }
  },
]

/**
 * Finds the candidate keys for a signature: keys with the `kid` of the header (all keys without one) whose
 * `kty`, `crv`, `use`, `key_ops` and `alg` fit.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.3)
 */
export function chooseKeys(
  header: JsonObject,
  demand: Demand,
  keys: readonly JsonObject[],
): KeyChoice {
  const named = keysNamed(header['kid'], keys)
  if (named.length === 0) return { fitting: [], refusal: unknownKid(header, keys), meant: null }
  const fitting = named.filter((jwk) => firstFailing(jwk, demand) === null)
  if (fitting.length > 0) return { fitting, refusal: null, meant: null }
  const judged = named.map((jwk) => ({ jwk, failing: firstFailing(jwk, demand) }))
  const nearest = judged.reduce((best, next) =>
    (next.failing?.index ?? 0) > (best.failing?.index ?? 0) ? next : best,
  )
  return { fitting, refusal: nearest.failing?.refusal ?? null, meant: nearest.jwk }
}

function ofCurve(crv: unknown, curves: readonly string[] | null): Refusal | null {
  const isFit = curves ? curves.some((curve) => curve === crv) : !agreementCurves.has(crv)
  return isFit ? null : differs('key-crv', crv, curves?.join(', ') ?? 'Ed25519, Ed448')
}

/** The keys with this `kid`; all keys if the header has no `kid`. */
export function keysNamed(kid: unknown, keys: readonly JsonObject[]): readonly JsonObject[] {
  return kid === undefined ? keys : keys.filter((jwk) => jwk['kid'] === kid)
}

/** Why a key does not fit a token; null if it fits. */
export function keyRefusal(header: JsonObject, demand: Demand, jwk: JsonObject): Refusal | null {
  const { kid } = header
  if (kid !== undefined && jwk['kid'] !== kid)
    return { reason: 'kid-unknown', seen: jsonText(jwk['kid'] ?? '–'), expected: jsonText(kid) }
  return firstFailing(jwk, demand)?.refusal ?? null
}

function firstFailing(
  jwk: JsonObject,
  demand: Demand,
): { readonly index: number; readonly refusal: Refusal } | null {
  let index = 0
  for (const check of checks) {
    const refusal = check(jwk, demand)
    if (refusal) return { index, refusal }
    index += 1
  }
  return null
}

/** No key has the `kid` of the header. */
export function unknownKid(header: JsonObject, keys: readonly JsonObject[]): Refusal {
  const kids = keys.flatMap((jwk) => (jwk['kid'] === undefined ? [] : [jsonText(jwk['kid'])]))
  return { reason: 'kid-unknown', seen: jsonText(header['kid']), expected: kids.join(', ') }
}

function differs(reason: VerificationReason, seen: unknown, expected: unknown): Refusal | null {
  return seen === expected ? null : { reason, seen: jsonText(seen), expected: jsonText(expected) }
}
