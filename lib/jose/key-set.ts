import { isObject, jsonObjectOf, type JsonObject } from '@/lib/model/json'
import { agreementCurves, registeredJweAlgorithms, registeredJwsAlgorithms } from './algorithms'

/** A JWKS as fetched or pasted, valid or not. */
export interface KeySetDocument {
  /** Empty if it was pasted. */
  readonly url: string
  /** Null if it was pasted. */
  readonly status: number | null
  readonly contentType: string | null
  readonly cacheControl: string | null
  readonly body: string
}

/** A key in a JWKS, with the name that findings use: its `kid`, or its position. */
export interface NamedKey {
  readonly name: string
  readonly jwk: JsonObject
}

/** Characters of a `kid` in a finding. */
const maxName = 80

const keysByDocument = new WeakMap<KeySetDocument, readonly NamedKey[] | null>()

/** The keys of a JWKS that are JSON objects, read once; null if the response is not a JWKS. */
export function keysOf(document: KeySetDocument): readonly NamedKey[] | null {
  const known = keysByDocument.get(document)
  if (known !== undefined) return known
  const keys = readKeys(document)
  keysByDocument.set(document, keys)
  return keys
}

function readKeys({ status, body }: KeySetDocument): readonly NamedKey[] | null {
  const keys = status === null || status === 200 ? jsonObjectOf(body)?.['keys'] : null
  if (!Array.isArray(keys)) return null
  return keys.flatMap((jwk: unknown, index) =>
    isObject(jwk) ? [{ name: nameOf(jwk['kid'], index), jwk }] : [],
  )
}

/** The name of the key at an index. */
export function nameOf(kid: unknown, index: number): string {
  return typeof kid === 'string' && kid !== '' ? kid.slice(0, maxName) : `keys[${index}]`
}

const uses = new Map([
  ...registeredJwsAlgorithms.map((alg) => [alg, 'sig'] as const),
  ...registeredJweAlgorithms.map((alg) => [alg, 'enc'] as const),
])

/** The use of an `alg`; null if it is not registered. */
export function purposeOfAlg(alg: unknown): 'sig' | 'enc' | null {
  return typeof alg === 'string' ? (uses.get(alg) ?? null) : null
}

/** The use of a key, from `use`, `alg` or its curve; null if it may have either. */
export function purposeOfKey({ use, alg, crv }: JsonObject): 'sig' | 'enc' | null {
  if (use === 'sig' || use === 'enc') return use
  return agreementCurves.has(crv) ? 'enc' : purposeOfAlg(alg)
}

/** `kid` of the keys that may sign. */
export function signingKidsOf(keys: readonly NamedKey[]): readonly string[] {
  return keys.flatMap(({ jwk }) =>
    typeof jwk['kid'] === 'string' && purposeOfKey(jwk) !== 'enc' ? [jwk['kid']] : [],
  )
}

/** The start of a body that is not JSON. Anything else may contain a key, which findings must not quote. */
export function notJsonStart({ body }: KeySetDocument): string | null {
  const text = body.trim()
  return /^[[{"]/.test(text) ? null : text.slice(0, 40)
}
