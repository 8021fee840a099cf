import type { Issue } from '@/lib/model/issue'
import { registeredJweAlgorithms, registeredJwsAlgorithms, signatureAlgorithms } from './algorithms'
import { keySize } from './jwks'
import type { JsonObject } from '@/lib/model/json'

/** Minimum bits of an RSA key. @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-3.3) */
const leastRsaBits = 2048

/** The number of keys, and the number with each `kid` and `kty`. */
interface Others {
  readonly count: number
  readonly same: ReadonlyMap<string, number>
}

type Judge = (jwk: JsonObject, others: Others) => Issue | null

const isSmall: Judge = (jwk) => {
  const size = keySize(jwk)
  if (jwk['kty'] !== 'RSA' || size === null || size >= leastRsaBits) return null
  return { code: 'jwks_key_small', seen: String(size), expected: `≥ ${leastRsaBits}` }
}

/**
 * Keys of different types may share a kid if they are alternatives.
 *
 * @see [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517.html#section-4.5)
 */
const repeatsKid: Judge = (jwk, { same }) => {
  const { kid } = jwk
  return typeof kid === 'string' && (same.get(nameOf(jwk)) ?? 0) > 1
    ? { code: 'jwks_kid_repeated', seen: kid }
    : null
}

const nameOf = ({ kid, kty }: JsonObject) => JSON.stringify([kid, kty])

const lacksKid: Judge = (jwk, { count }) =>
  jwk['kid'] === undefined && count > 1 ? { code: 'jwks_kid_missing' } : null

/** The use of an `alg`; null if it is not known. */
function useOfAlg(alg: unknown): 'sig' | 'enc' | null {
  if (registeredJwsAlgorithms.some((name) => name === alg)) return 'sig'
  return registeredJweAlgorithms.some((name) => name === alg) ? 'enc' : null
}

/** @see [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517.html#section-4.2) */
const usesOtherwise: Judge = ({ alg, use }) => {
  const expected = useOfAlg(alg)
  return typeof use !== 'string' || expected === null || use === expected
    ? null
    : { code: 'jwks_alg_use', seen: `${String(alg)}, ${use}`, expected }
}

const isOfOtherType: Judge = ({ alg, kty, crv }) => {
  const wanted = signatureAlgorithms.get(typeof alg === 'string' ? alg : '')
  if (!wanted || (wanted.kty === kty && (wanted.curves?.some((curve) => curve === crv) ?? true)))
    return null
  return {
    code: 'jwks_alg_kty',
    seen: [kty, crv].filter((part) => typeof part === 'string').join(' '),
    expected: [wanted.kty, ...(wanted.curves ?? [])].join(' '),
  }
}

/**
 * Operations that belong only to the other use.
 *
 * @see [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517.html#section-4.3)
 */
const foreignOps: Readonly<Record<string, readonly string[]>> = {
  sig: ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey', 'deriveKey', 'deriveBits'],
  enc: ['sign', 'verify'],
}

const operatesOtherwise: Judge = ({ use, key_ops: ops }) => {
  const foreign = typeof use === 'string' && Object.hasOwn(foreignOps, use) ? foreignOps[use] : []
  const seen = Array.isArray(ops) ? ops.filter((op) => foreign?.includes(String(op))) : []
  return seen.length === 0
    ? null
    : { code: 'jwks_key_ops', seen: seen.join(', '), expected: String(use) }
}

const judges: readonly Judge[] = [
  isSmall,
  repeatsKid,
  lacksKid,
  usesOtherwise,
  isOfOtherType,
  operatesOtherwise,
]

/** Issues of each key in a JWKS, other than those of its form. */
export function jwkIssues(keys: readonly JsonObject[]): readonly (readonly Issue[])[] {
  const same = new Map<string, number>()
  for (const name of keys.map(nameOf)) same.set(name, (same.get(name) ?? 0) + 1)
  const others = { count: keys.length, same }
  return keys.map((jwk) =>
    judges.flatMap((judge) => {
      const issue = judge(jwk, others)
      return issue ? [issue] : []
    }),
  )
}
