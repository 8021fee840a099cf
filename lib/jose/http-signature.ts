import { signatureAlgorithms } from './algorithms'
import { keysNamed, unknownKid, type Demand, type Refusal } from './key-choice'
import { tryKeys } from './try-keys'
import type { Jwks, Verification } from './types'
import { unverified } from './verification'
import { textIn, type JsonObject } from '@/lib/model/json'

/**
 * The algorithms of HTTP Message Signatures, as the JWS algorithms with the same key and parameters.
 *
 * @see [RFC 9421](https://www.rfc-editor.org/rfc/rfc9421.html#section-6.2.2)
 */
export const httpAlgorithms: ReadonlyMap<string, string> = new Map([
  ['rsa-pss-sha512', 'PS512'],
  ['rsa-v1_5-sha256', 'RS256'],
  ['hmac-sha256', 'HS256'],
  ['ecdsa-p256-sha256', 'ES256'],
  ['ecdsa-p384-sha384', 'ES384'],
  ['ed25519', 'Ed25519'],
])

/** The algorithm of a key whose `alg` is absent. An RSA key has several. */
const algByCurve: ReadonlyMap<unknown, string> = new Map([
  ['P-256', 'ES256'],
  ['P-384', 'ES384'],
  ['Ed25519', 'Ed25519'],
])

/** What an HTTP message signature says about itself, and the octets. */
export interface SignedMessage {
  readonly base: string
  readonly signature: Uint8Array<ArrayBuffer>
  readonly keyid: string | null
  /** The parameter `alg`; null if it is absent, so that the key decides. */
  readonly alg: string | null
}

const encoder = new TextEncoder()

/**
 * Verifies an HTTP message signature with the key that `keyid` names. Without `keyid`, whose key signed is not
 * known.
 *
 * @see [RFC 9421](https://www.rfc-editor.org/rfc/rfc9421.html#section-3.2)
 */
export async function verifyHttpSignature(
  { base, signature, keyid, alg }: SignedMessage,
  jwks: Jwks | null,
): Promise<Verification> {
  if (keyid === null) return unverified({ reason: 'key-not-named' })
  if (!jwks) return unverified({ reason: 'jwks-missing' })
  if (jwks.keys.length === 0) return unverified({ reason: 'jwks-unreadable' }, jwks.source)
  const [named] = keysNamed(keyid, jwks.keys)
  if (!named) return unverified(unknownKid({ kid: keyid }, jwks.keys), jwks.source)
  const demand = demandOf(alg, named)
  if ('reason' in demand) return unverified(demand, jwks.source)
  const input = encoder.encode(base)
  const keys = { ...jwks, keys: jwks.keys.map((jwk) => sameName(jwk, demand.alg)) }
  return tryKeys({ signature, input }, { kid: keyid }, demand, keys)
}

/** `alg` of the signature, otherwise of the key; if both are present they must agree, which the choice of keys sees. */
function demandOf(alg: string | null, jwk: JsonObject): Demand | Refusal {
  const own = textIn(jwk, 'alg') ?? algByCurve.get(jwk['crv'])
  const name = alg === null ? own : httpAlgorithms.get(alg)
  if (name === 'HS256') return { reason: 'alg-symmetric', seen: String(alg) }
  if (name === undefined)
    return alg === null ? { reason: 'alg-unclear' } : { reason: 'alg-unknown', seen: alg }
  const chosen = name === 'EdDSA' ? 'Ed25519' : name
  const algorithm = signatureAlgorithms.get(chosen)
  return algorithm ? { alg: chosen, algorithm } : { reason: 'alg-unknown', seen: name }
}

/** `EdDSA` is the older name of `Ed25519`. */
function sameName(jwk: JsonObject, alg: string): JsonObject {
  return alg === 'Ed25519' && jwk['alg'] === 'EdDSA' ? { ...jwk, alg } : jwk
}

/**
 * The hash functions of `Content-Digest` that are not deprecated.
 *
 * @see [RFC 9530](https://www.rfc-editor.org/rfc/rfc9530.html#section-5)
 */
const digests: ReadonlyMap<string, string> = new Map([
  ['sha-256', 'SHA-256'],
  ['sha-512', 'SHA-512'],
])

/** The digest of octets; null for a hash function that Parley does not support. */
export async function digestOf(
  name: string,
  octets: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array | null> {
  const hash = digests.get(name)
  return hash === undefined ? null : new Uint8Array(await crypto.subtle.digest(hash, octets))
}
