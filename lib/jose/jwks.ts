import { isObject, type JsonObject } from '@/lib/model/json'
import { calculateJwkThumbprint, importJWK, type JWK } from 'jose'
import { curveBits } from './algorithms'
import { readBase64url } from './base64url'
import { sizeLimit } from './decode'
import { memberFaults } from './jwk-members'
import { parseJson } from '@/lib/model/strict-json'
import type { JwkFacts, JwksIssue } from './types'

/** The required public members of each key type. */
const publicMembers: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['RSA', ['n', 'e']],
  ['EC', ['crv', 'x', 'y']],
  ['OKP', ['crv', 'x']],
  ['AKP', ['alg', 'pub']],
])

/** Private members of a JWK. */
export const privateMembers: readonly string[] = [
  'd',
  'p',
  'q',
  'dp',
  'dq',
  'qi',
  'oth',
  'k',
  'priv',
]

/** Maximum entries of a JWKS. Real ones have fewer than 50. */
const maxEntries = 500

/**
 * Reads a JWKS, a list of JWKs or a single JWK. Entries that are not keys, and entries after the first 500,
 * are left out and reported as issues.
 *
 * @see [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517.html#section-5)
 */
export function readJwks(text: string): {
  readonly keys: readonly JsonObject[]
  readonly issues: readonly JwksIssue[]
} {
  if (text.length > sizeLimit) return { keys: [], issues: [{ code: 'too_large', index: null }] }
  const { value, duplicates, error } = parseJson(text.trim())
  if (error !== null) return { keys: [], issues: [{ code: 'json', index: null, seen: error }] }
  const repeated = duplicates.map((seen): JwksIssue => ({ code: 'duplicate', index: null, seen }))
  const entries = entriesOf(value)
  if (!entries || entries.length === 0)
    return { keys: [], issues: [...repeated, { code: 'no_keys', index: null }] }
  const read = entries.slice(0, maxEntries)
  const isCut = read.length < entries.length
  return {
    keys: read.filter(isKey),
    issues: [
      ...repeated,
      ...(isCut ? [tooMany(entries.length)] : []),
      ...read.flatMap((entry, index) => keyIssues(entry, index)),
    ],
  }
}

/** Members that are names; all others are octets in base64url. */
const isName = (member: string) => member === 'crv' || member === 'alg'

const tooMany = (count: number): JwksIssue => ({
  code: 'keys_many',
  index: null,
  seen: `${count} keys`,
  expected: `≤ ${maxEntries}`,
})

function entriesOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value
  if (!isObject(value)) return null
  if (Array.isArray(value['keys'])) return value['keys']
  return 'kty' in value ? [value] : null
}

function isKey(entry: unknown): entry is JsonObject {
  return isObject(entry) && typeof entry['kty'] === 'string'
}

function keyIssues(entry: unknown, index: number): readonly JwksIssue[] {
  if (!isObject(entry)) return [{ code: 'key_not_object', index }]
  const kty = entry['kty']
  if (typeof kty !== 'string') return [{ code: 'kty_missing', index }]
  const exposed = privateMembers
    .filter((name) => name in entry)
    .map((seen): JwksIssue => ({ code: 'member_private', index, seen }))
  const members = publicMembers.get(kty)
  if (!members) return [{ code: 'kty_unknown', index, seen: kty }, ...exposed]
  const missing = members
    .filter(
      (name) => entry[name] === undefined || (isName(name) && typeof entry[name] !== 'string'),
    )
    .map((seen): JwksIssue => ({ code: 'member_missing', index, seen }))
  const misformed = memberFaults(entry).map((fault): JwksIssue => ({
    code: 'member',
    index,
    ...fault,
  }))
  return [...missing, ...misformed, ...exposed]
}

const factsByJwk = new WeakMap<JsonObject, Promise<JwkFacts>>()

/** The facts of a key that the user compares. Never rejects; unknown values are null. */
export function jwkFacts(jwk: JsonObject): Promise<JwkFacts> {
  const known = factsByJwk.get(jwk)
  if (known) return known
  const facts = readFacts(jwk)
  factsByJwk.set(jwk, facts)
  return facts
}

async function readFacts(jwk: JsonObject): Promise<JwkFacts> {
  return {
    kid: textOf(jwk['kid']),
    kty: textOf(jwk['kty']) ?? '',
    crv: textOf(jwk['crv']),
    alg: textOf(jwk['alg']),
    use: textOf(jwk['use']),
    size: keySize(jwk),
    thumbprint: await calculateJwkThumbprint(jwk as JWK, 'sha256').catch(() => null),
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

const sizeByJwk = new WeakMap<JsonObject, number | null>()

/** Bits of the modulus without leading zeros, of the curve, or of the secret; null if not known. */
export function keySize(jwk: JsonObject): number | null {
  const known = sizeByJwk.get(jwk)
  if (known !== undefined) return known
  const size = measure(jwk)
  sizeByJwk.set(jwk, size)
  return size
}

function measure(jwk: JsonObject): number | null {
  if (jwk['kty'] === 'RSA') return significantBits(textOf(jwk['n']))
  if (jwk['kty'] === 'oct') return (bytesOf(textOf(jwk['k']))?.length ?? 0) * 8 || null
  return curveBits.get(textOf(jwk['crv']) ?? '') ?? null
}

function significantBits(text: string | null): number | null {
  const bytes = bytesOf(text)
  const first = bytes?.findIndex((byte) => byte !== 0) ?? -1
  if (!bytes || first < 0) return null
  return (bytes.length - first) * 8 - Math.clz32(bytes[first] ?? 0) + 24
}

function bytesOf(text: string | null): Uint8Array | null {
  return text === null ? null : readBase64url(text).bytes
}

const importedByJwk = new WeakMap<JsonObject, Map<string, Promise<CryptoKey | null>>>()

/** The public key of a JWK for one algorithm, imported once; null if it cannot be used. */
export function importPublicKey(jwk: JsonObject, alg: string): Promise<CryptoKey | null> {
  const imported = importedByJwk.get(jwk) ?? new Map<string, Promise<CryptoKey | null>>()
  importedByJwk.set(jwk, imported)
  const known = imported.get(alg)
  if (known) return known
  const key = importJWK(publicHalf(jwk), alg).then(
    (result) => (result instanceof Uint8Array ? null : result),
    () => null,
  )
  imported.set(alg, key)
  return key
}

function publicHalf(jwk: JsonObject): JWK {
  const members = ['kty', ...(publicMembers.get(jwk['kty']) ?? [])]
  return Object.fromEntries(members.map((name) => [name, jwk[name]]))
}
