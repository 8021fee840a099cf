import { base64url } from 'jose'
import { jsonText, jsonTypeOf, type JsonObject } from '@/lib/model/json'
import { insertInto, startInsertion, unreferenced } from './disclosed-payload'
import { readDisclosure, type Disclosure } from './disclosure'
import { sdJwtIssue, type SdJwtIssue } from './sd-jwt-issues'
import { maxDisclosures } from './sd-jwt-parts'
import type { SdJwtParts } from './types'

/** A disclosure and the place of its value in the payload, such as `address.region`. */
interface PlacedDisclosure extends Disclosure {
  /** Null if no digest refers to the disclosure. */
  readonly path: string | null
}

/** The disclosures of an SD-JWT, compared with the digests in its payload. */
export interface OpenedSdJwt {
  /** The hash algorithm as named in `_sd_alg`. */
  readonly hash: string
  readonly disclosures: readonly PlacedDisclosure[]
  /** Digests in the payload and in disclosed values, decoys included. */
  readonly digests: number
  /** Digests without a disclosure: withheld claims and decoys. */
  readonly withheld: number
  /** The payload with the disclosed claims and without digests; null if the SD-JWT must be rejected. */
  readonly processed: JsonObject | null
  readonly issues: readonly SdJwtIssue[]
}

/**
 * The hash algorithms that the browser has, by their names.
 *
 * @see [Named Information Hash Algorithm Registry](https://www.iana.org/assignments/named-information/named-information.xhtml)
 */
const hashes: ReadonlyMap<unknown, string> = new Map([
  ['sha-256', 'SHA-256'],
  ['sha-384', 'SHA-384'],
  ['sha-512', 'SHA-512'],
])

/** Maximum issues that are reported. */
const maxIssues = 100

const encoder = new TextEncoder()

/**
 * Decodes the disclosures of an SD-JWT, finds the digest of each and inserts the disclosed values. The work is
 * linear in the length of the token. Does not verify a signature.
 *
 * @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-7.1)
 */
export async function openSdJwt(parts: SdJwtParts, payload: JsonObject): Promise<OpenedSdJwt> {
  const texts = parts.disclosures.slice(0, maxDisclosures)
  const hash = hashNamed(payload['_sd_alg'])
  const read = texts.map(readDisclosure)
  const digests = await Promise.all(texts.map((text) => digestOf(text, hash.algorithm)))
  const insertion = startInsertion(digests, read)
  const processed = hash.algorithm === null ? null : insertInto(payload, insertion)
  const issues = [
    ...hash.issues,
    ...(parts.disclosures.length > maxDisclosures
      ? [sdJwtIssue('disclosures_many', null, `> ${maxDisclosures}`, `≤ ${maxDisclosures}`)]
      : []),
    ...read.flatMap((disclosure) => disclosure.issues),
    ...insertion.issues,
    ...(processed === null ? [] : unreferenced(insertion)),
  ].slice(0, maxIssues)
  return {
    hash: hash.name,
    disclosures: read.map(({ salt, name, value, form }, index) => ({
      text: texts[index] ?? '',
      digest: digests[index] ?? null,
      salt,
      name,
      value,
      form,
      path: insertion.paths.get(index) ?? null,
    })),
    digests: insertion.seen.size,
    withheld: insertion.seen.size - insertion.paths.size,
    processed: issues.length > 0 ? null : processed,
    issues,
  }
}

/**
 * @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.1.1)
 */
function hashNamed(name: unknown = 'sha-256'): {
  readonly name: string
  readonly algorithm: string | null
  readonly issues: readonly SdJwtIssue[]
} {
  const algorithm = hashes.get(name) ?? null
  if (typeof name !== 'string')
    return {
      name: jsonText(name),
      algorithm,
      issues: [sdJwtIssue('alg_type', null, jsonTypeOf(name), 'string')],
    }
  const expected = [...hashes.keys()].join(', ')
  const issues = algorithm === null ? [sdJwtIssue('alg_unknown', null, name, expected)] : []
  return { name, algorithm, issues }
}

/** The digest of a text, base64url; null if the algorithm is not supported. */
async function digestOf(text: string, algorithm: string | null): Promise<string | null> {
  if (algorithm === null) return null
  return base64url.encode(
    new Uint8Array(await crypto.subtle.digest(algorithm, encoder.encode(text))),
  )
}

/** The hash of the presented SD-JWT; null if its hash algorithm is not supported. */
export function presentedHash(parts: SdJwtParts, payload: JsonObject): Promise<string | null> {
  return digestOf(parts.presented, hashNamed(payload['_sd_alg']).algorithm)
}
