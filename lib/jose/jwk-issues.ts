import type { Issue } from '@/lib/model/issue'
import { registeredJweAlgorithms, registeredJwsAlgorithms, signatureAlgorithms } from './algorithms'
import { keySize } from './jwks'
import type { JsonObject } from '@/lib/model/json'

/** Minimum bits of an RSA key. @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-3.3) */
const leastRsaBits = 2048

type Judge = (jwk: JsonObject, all: readonly JsonObject[]) => Issue | null

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
const repeatsKid: Judge = (jwk, all) => {
  const { kid, kty } = jwk
  const same = all.filter((other) => other['kid'] === kid && other['kty'] === kty)
  return typeof kid === 'string' && same.length > 1
    ? { code: 'jwks_kid_repeated', seen: kid }
    : null
}

const lacksKid: Judge = (jwk, all) =>
  jwk['kid'] === undefined && all.length > 1 ? { code: 'jwks_kid_missing' } : null

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
  return keys.map((jwk) =>
    judges.flatMap((judge) => {
      const issue = judge(jwk, keys)
      return issue ? [issue] : []
    }),
  )
}
