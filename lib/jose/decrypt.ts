import { errors, flattenedDecrypt, type FlattenedJWE } from 'jose'
import { sizeLimit } from './decode'
import { jsonText } from '@/lib/model/json'
import type { DecodedJwt, Decryption, DecryptionReason, JwtIssue, JwtIssueCode } from './types'

/** A private key that a JWE is encrypted to. */
export interface DecryptionKey {
  readonly kid: string
  /** The JWA algorithm that the key is used with. */
  readonly alg: string
  readonly privateKey: CryptoKey
}

/**
 * Excludes RSA1_5, whose error responses leak information to an attacker, and algorithms based on a password
 * or a shared secret.
 *
 * @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.2)
 */
const algs: readonly string[] = [
  'RSA-OAEP-256',
  'RSA-OAEP',
  'RSA-OAEP-384',
  'RSA-OAEP-512',
  'ECDH-ES',
  'ECDH-ES+A128KW',
  'ECDH-ES+A192KW',
  'ECDH-ES+A256KW',
]

const encs: readonly string[] = [
  'A128GCM',
  'A192GCM',
  'A256GCM',
  'A128CBC-HS256',
  'A192CBC-HS384',
  'A256CBC-HS512',
]

const zips: readonly unknown[] = ['DEF', undefined]

/** Maximum octets of a decompressed text: a few compressed octets can expand to gigabytes. */
const decompressedLimit = 256_000

/** Issues that do not affect the encrypted parts. */
const harmless: ReadonlySet<JwtIssueCode> = new Set([
  'white_space',
  'duplicate',
  'nesting',
  'signatures_many',
])

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

interface Refusal {
  readonly reason: DecryptionReason
  readonly seen?: string
  readonly expected?: string
}

/**
 * Opens a JWE with the key of its `kid`. Without a `kid`, tries each key with a suitable algorithm. Returns
 * the exact reason if the JWE cannot be opened. Keys in the token itself are never used. `anyKey` ignores the `kid`.
 *
 * @see [RFC 7516](https://www.rfc-editor.org/rfc/rfc7516.html#section-5.2)
 */
export async function decryptJwe(
  jwt: DecodedJwt,
  keys: readonly DecryptionKey[],
  anyKey = false,
): Promise<Decryption> {
  const first = await decryptFor(jwt, keys, anyKey)
  if (first.status === 'opened') return first
  for (const recipient of jwt.json?.further ?? []) {
    const decryption = await decryptFor(recipient, keys, anyKey)
    if (decryption.status === 'opened') return decryption
  }
  return first
}

/** Opens a JWE as one of its recipients. */
async function decryptFor(
  jwt: DecodedJwt,
  keys: readonly DecryptionKey[],
  anyKey: boolean,
): Promise<Decryption> {
  const refusal = formRefusal(jwt) ?? headerRefusal(jwt)
  if (refusal) return closed(refusal)
  const chosen = chooseKeys(jwt, keys, anyKey)
  if ('reason' in chosen) return closed(chosen)
  const refusals: Refusal[] = []
  for (const key of chosen) {
    const opened = await open(jwt, key)
    if (typeof opened === 'string')
      return { status: 'opened', reason: null, plaintext: opened, kid: key.kid }
    refusals.push(opened)
  }
  const [first] = refusals
  return closed(refusals.length === 1 && first ? first : manyFailed(refusals))
}

function formRefusal({ kind, issues, parts, text }: DecodedJwt): Refusal | null {
  const isTooLarge = text.length > sizeLimit || issues.some(({ code }) => code === 'too_large')
  if (isTooLarge)
    return { reason: 'too-large', seen: `${text.length} characters`, expected: `${sizeLimit}` }
  if (kind !== 'jwe') return { reason: 'malformed', seen: `${parts.length} parts`, expected: '5' }
  const fault = issues.find(({ code }) => !harmless.has(code))
  return fault ? malformed(fault) : null
}

function malformed({ part, code, seen, expected }: JwtIssue): Refusal {
  return {
    reason: 'malformed',
    seen: [part, code, ...(seen === undefined ? [] : [seen])].join(': '),
    ...(expected === undefined ? {} : { expected }),
  }
}

/** The header values without which decryption is not attempted. */
const demands: readonly (readonly [name: string, allowed: readonly unknown[]])[] = [
  ['alg', algs],
  ['enc', encs],
  ['zip', zips],
  ['crit', [undefined]],
]

function headerRefusal({ header }: DecodedJwt): Refusal | null {
  for (const [name, allowed] of demands) {
    const value = header?.[name]
    const expected = allowed.filter((text) => text !== undefined).join(', ') || '–'
    if (!allowed.includes(value))
      return { reason: 'alg-unsupported', seen: `${name}: ${jsonText(value)}`, expected }
  }
  return null
}

function chooseKeys(
  { header }: DecodedJwt,
  keys: readonly DecryptionKey[],
  anyKey: boolean,
): readonly DecryptionKey[] | Refusal {
  if (keys.length === 0) return { reason: 'no-key' }
  const { kid, alg } = header ?? {}
  const named = kid === undefined || anyKey ? keys : keys.filter((key) => key.kid === kid)
  if (named.length === 0) {
    const expected = keys.map((key) => key.kid).join(', ')
    return { reason: 'kid-unknown', seen: jsonText(kid), expected }
  }
  const fitting = named.filter((key) => fits(key.alg, String(alg)))
  if (fitting.length > 0) return fitting
  const expected = [...new Set(named.map((key) => key.alg))].join(', ')
  return { reason: 'key-alg', seen: jsonText(alg), expected }
}

/** An EC key works with every ECDH algorithm; an RSA key is bound to one hash. */
function fits(keyAlg: string, alg: string): boolean {
  return keyAlg === alg || (isEcdh(keyAlg) && isEcdh(alg))
}

function isEcdh(alg: string): boolean {
  return alg.startsWith('ECDH-ES')
}

/** A JWE as `jose` reads it. An empty part of the compact serialization is an absent member. */
function flattenedOf({ parts, json }: DecodedJwt): FlattenedJWE {
  const [header, encryptedKey, iv, ciphertext = '', tag] = parts
  const unprotected = json?.unprotected ?? {}
  return {
    ciphertext,
    ...(header && { protected: header }),
    ...(encryptedKey && { encrypted_key: encryptedKey }),
    ...(iv && { iv }),
    ...(tag && { tag }),
    ...(json?.aad && { aad: json.aad }),
    ...(Object.keys(unprotected).length > 0 && { header: unprotected }),
  }
}

async function open(jwe: DecodedJwt, key: DecryptionKey): Promise<string | Refusal> {
  try {
    const { plaintext } = await flattenedDecrypt(flattenedOf(jwe), key.privateKey, {
      keyManagementAlgorithms: [...algs],
      contentEncryptionAlgorithms: [...encs],
      maxDecompressedLength: decompressedLimit,
    })
    return decoder.decode(plaintext)
  } catch (error) {
    return refusalOf(error)
  }
}

function refusalOf(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof errors.JWEDecryptionFailed) return { reason: 'failed' }
  if (message.includes('exceeded the configured limit'))
    return { reason: 'too-large', seen: 'zip: DEF', expected: `${decompressedLimit}` }
  return { reason: 'failed', seen: message }
}

function manyFailed(refusals: readonly Refusal[]): Refusal {
  const telling = refusals.find(({ reason }) => reason !== 'failed')
  return telling ?? { reason: 'failed', seen: `${refusals.length} keys` }
}

function closed(refusal: Refusal): Decryption {
  return { status: 'closed', plaintext: null, kid: null, ...refusal }
}
