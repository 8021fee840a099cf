import { signatureAlgorithms } from '@/lib/jose/algorithms'
import { readBase64url } from '@/lib/jose/base64url'
import { purposeOfKey } from '@/lib/jose/key-set'
import type { JsonObject } from '@/lib/model/json'

/** Octets of a member in base64url; null if it cannot be decoded. */
export function octetsIn(jwk: JsonObject, name: string): Uint8Array | null {
  const value = jwk[name]
  const bytes = typeof value === 'string' ? readBase64url(value).bytes : null
  return bytes && bytes.length > 0 ? bytes : null
}

/** A member as a number in hexadecimal, without leading zeros; null if it cannot be decoded. */
export function hexIn(jwk: JsonObject, name: string): string | null {
  const bytes = octetsIn(jwk, name)
  if (!bytes) return null
  let digits = ''
  for (const octet of bytes) digits += hexOctets[octet]
  return digits.replace(/^0+/, '')
}

const hexOctets = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'))

/** Whether a key may verify signatures of an algorithm, by its type, curve, use and `alg`. */
export function fitsAlg(jwk: JsonObject, alg: string): boolean {
  const wanted = signatureAlgorithms.get(alg)
  if (!wanted || wanted.kty !== jwk['kty'] || purposeOfKey(jwk) === 'enc') return false
  const isCurve = wanted.curves?.some((curve) => curve === jwk['crv']) ?? true
  return isCurve && (jwk['alg'] === undefined || sameAlg(jwk['alg'], alg))
}

/** `EdDSA` and `Ed25519` are two names of one algorithm for a key on that curve. */
const sameAlg = (one: unknown, other: string) =>
  one === other || (edwards.has(one) && edwards.has(other))

const edwards: ReadonlySet<unknown> = new Set(['EdDSA', 'Ed25519'])
