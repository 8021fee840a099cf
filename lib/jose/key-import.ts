import type { Issue } from '@/lib/model/issue'
import type { FoundKey, KeyUse } from '@/lib/model/key'
import { algorithmsFor, rowsFor, type KeyAlgorithmRow } from './key-algorithms'
import { bareJwk, publicHalfOf } from './key-members'
import { findPrivateJwks } from './key-find'
import { jwkFacts } from './jwks'
import type { JsonObject } from '@/lib/model/json'

/** A private key that can be used but not read. */
export interface PrivateKey {
  /** One non-extractable CryptoKey for each of `algs`. */
  readonly keys: Readonly<Record<string, CryptoKey>>
  readonly algs: readonly string[]
  /** Public members only. */
  readonly publicJwk: JsonObject
  readonly kty: string
  readonly crv: string | null
  /** Bits. */
  readonly size: number | null
  /** SHA-256, base64url. */
  readonly thumbprint: string
  /** Certificates found with the key, if they belong to it. */
  readonly x5c: readonly string[]
}

/** Finds the private keys in a text and reports everything else in it as issues. Never quotes a part of a key. */
export async function findKeys(
  text: string,
): Promise<{ readonly keys: readonly FoundKey[]; readonly issues: readonly Issue[] }> {
  const { keys, issues } = await findPrivateJwks(text)
  return { keys: keys.map(({ found }) => found), issues }
}

/** Imports one of the keys that `findKeys` found in the same text, for all algorithms of one use. */
export async function importPrivateKey(
  text: string,
  index: number,
  wanted: { readonly use: Exclude<KeyUse, 'dpop'>; readonly alg: string },
): Promise<PrivateKey | Issue> {
  const { keys, issues } = await findPrivateJwks(text)
  const key = keys[index]
  if (!key)
    return issues[0] ?? { code: 'key_gone', seen: `${keys.length} keys`, expected: `${index + 1}` }
  const { jwk, found, x5c } = key
  const algs = algorithmsFor(wanted.use, found.kty, found.crv)
  if (!algs.includes(wanted.alg)) return unfit(wanted.alg, algs)
  return describe(jwk, await importAll(jwk, rowsFor(wanted.use, found.kty, found.crv)), x5c)
}

/** The issue for a key that does not support an algorithm. */
export function unfit(alg: string, algs: readonly string[]): Issue {
  return { code: 'key_alg', seen: alg, expected: algs.join(', ') || '–' }
}

/** Imports a private JWK as non-extractable. Algorithms with the same parameters share a CryptoKey. */
export async function importAll(
  jwk: JsonObject,
  rows: readonly KeyAlgorithmRow[],
): Promise<Readonly<Record<string, CryptoKey>>> {
  const imported = new Map<string, Promise<CryptoKey>>()
  const entries = rows.map(async ({ alg, params, usage }) => {
    const binding = JSON.stringify(params)
    const key = imported.get(binding) ?? importOne(jwk, params, usage)
    imported.set(binding, key)
    return [alg, await key] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

function importOne(
  jwk: JsonObject,
  params: KeyAlgorithmRow['params'],
  usage: KeyAlgorithmRow['usage'],
): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', bareJwk(jwk) as JsonWebKey, params, false, [usage])
}

/** Adds the public facts of a key. `jwk` may contain only public members. */
export async function describe(
  jwk: JsonObject,
  keys: PrivateKey['keys'],
  x5c: readonly string[] = [],
): Promise<PrivateKey> {
  const publicJwk = publicHalfOf(jwk)
  const { kty, crv, size, thumbprint } = await jwkFacts(publicJwk)
  const algs = Object.keys(keys)
  return { keys, algs, publicJwk, kty, crv, size, thumbprint: thumbprint ?? '', x5c }
}
