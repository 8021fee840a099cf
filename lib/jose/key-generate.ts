import type { Issue } from '@/lib/model/issue'
import type { KeyUse } from '@/lib/model/key'
import { rowOf, rowsFor, type KeyAlgorithmRow } from './key-algorithms'
import { describe, importAll, unfit, type PrivateKey } from './key-import'
import type { JsonObject } from '@/lib/model/json'

type Use = Exclude<KeyUse, 'dpop'>

/** Algorithms for which Parley generates keys. */
export const generatedAlgs: Readonly<Record<Use, readonly string[]>> = {
  sig: ['PS256', 'RS256', 'ES256', 'EdDSA'],
  enc: ['RSA-OAEP-256', 'ECDH-ES'],
}

const rsaSize = { modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) }

/** The usages of both halves. Some browsers refuse to generate a pair without the usages of the public half. */
const pairUsages: Readonly<Record<KeyAlgorithmRow['usage'], readonly KeyUsage[]>> = {
  sign: ['sign', 'verify'],
  decrypt: ['encrypt', 'decrypt'],
  deriveBits: ['deriveBits'],
}

/**
 * Generates a key for all algorithms that fit it. WebCrypto binds a CryptoKey to one algorithm, so an RSA key
 * is generated as extractable and then imported as non-extractable once per algorithm. The extractable key is
 * discarded.
 */
export async function generatePrivateKey(use: Use, alg: string): Promise<PrivateKey | Issue> {
  const row = generatedAlgs[use].includes(alg) ? rowOf(use, alg) : undefined
  if (!row) return unfit(alg, generatedAlgs[use])
  const rows = rowsFor(use, row.kty, row.crv)
  if (row.kty === 'RSA') {
    const { privateKey } = await generatePair(row, { ...row.params, ...rsaSize }, true)
    const jwk = await exportJwk(privateKey)
    return describe(jwk, await importAll(jwk, rows))
  }
  const { privateKey, publicKey } = await generatePair(row, row.params, false)
  const keys = Object.fromEntries(rows.map((other) => [other.alg, privateKey]))
  return describe(await exportJwk(publicKey), keys)
}

/**
 * Generates a key pair for DPoP proofs: `ES256`, with a non-extractable private half.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-4.2)
 */
export async function dpopKeyPair(): Promise<PrivateKey & { readonly pair: CryptoKeyPair }> {
  const params = { name: 'ECDSA', namedCurve: 'P-256' }
  const pair = await crypto.subtle.generateKey(params, false, ['sign', 'verify'])
  const key = await describe(await exportJwk(pair.publicKey), { ES256: pair.privateKey })
  return { ...key, pair }
}

async function generatePair(
  { usage }: KeyAlgorithmRow,
  params: KeyAlgorithmRow['params'],
  extractable: boolean,
): Promise<CryptoKeyPair> {
  const usages = [...pairUsages[usage]]
  return (await crypto.subtle.generateKey(params, extractable, usages)) as CryptoKeyPair
}

async function exportJwk(key: CryptoKey): Promise<JsonObject> {
  return { ...(await crypto.subtle.exportKey('jwk', key)) }
}
