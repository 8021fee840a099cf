import type { Issue } from '@/lib/model/issue'
import type { FoundKey, KeyUse } from '@/lib/model/key'
import { algorithmsFor, rowsFor, type KeyAlgorithmRow } from './key-algorithms'
import { bareJwk, publicHalfOf } from './key-members'
import { findPrivateJwks } from './key-find'
import { jwkFacts } from './jwks'
import type { JsonObject } from '@/lib/model/json'

/** A private key that can be used and not be read. */
export interface PrivateKey {
  /** Non-extractable, one for each of `algs`. */
  readonly keys: Readonly<Record<string, CryptoKey>>
  readonly algs: readonly string[]
  /** The public members alone. */
  readonly publicJwk: JsonObject
  readonly kty: string
  readonly crv: string | null
  /** Bits. */
  readonly size: number | null
  /** SHA-256, base64url. */
  readonly thumbprint: string
  /** The certificates that stood beside it, where they are its own. */
  readonly x5c: readonly string[]
}

/** Finds the private keys in a text, and says what else stands there; nothing of a key is quoted. */
export async function findKeys(
  text: string,
): Promise<{ readonly keys: readonly FoundKey[]; readonly issues: readonly Issue[] }> {
  const { keys, issues } = await findPrivateJwks(text)
  return { keys: keys.map(({ found }) => found), issues }
}

/** Imports one of the keys that `findKeys` found in the same text, for all algorithms of a use. */
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

/** The key cannot be used with an algorithm. */
export function unfit(alg: string, algs: readonly string[]): Issue {
  return { code: 'key_alg', seen: alg, expected: algs.join(', ') || '–' }
}

/** Imports a private JWK, non-extractable; rows that bind a CryptoKey alike share it. */
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

/** A key with what may be told of it; `jwk` may be its public half alone. */
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
