import { base64url } from 'jose'

/** The hash functions used by hash claims. */
export type HashName = 'S256' | 'S384' | 'S512'

/** The left half of each hash of a text, base64url. */
export type Hashes = Readonly<Record<HashName, string>>

const encoder = new TextEncoder()

/**
 * The values of `at_hash`, `c_hash` or `s_hash` for an access token, a code or a state, by hash function.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.6)
 */
export async function hashesOf(text: string): Promise<Hashes> {
  const octets = encoder.encode(text)
  const [S256, S384, S512] = await Promise.all([
    leftHalf('SHA-256', octets),
    leftHalf('SHA-384', octets),
    leftHalf('SHA-512', octets),
  ])
  return { S256, S384, S512 }
}

/**
 * The S256 code_challenge of a code_verifier.
 *
 * @see [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636.html#section-4.2)
 */
export function codeChallengeOf(verifier: string): Promise<string> {
  return sha256Of(verifier)
}

/** The SHA-256 hash of a text, base64url. */
export async function sha256Of(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(text))
  return base64url.encode(new Uint8Array(digest))
}

async function leftHalf(hash: string, octets: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest(hash, octets))
  return base64url.encode(digest.subarray(0, digest.length / 2))
}

/**
 * The hash function of a signature algorithm; null if none is defined. Ed25519 uses SHA-512 internally, so
 * that is used here too. For Ed448 no specification defines one.
 */
export function hashNameOf(alg: unknown, crv: string | null = null): HashName | null {
  if (typeof alg !== 'string') return null
  if (alg === 'Ed25519' || (alg === 'EdDSA' && crv !== 'Ed448')) return 'S512'
  const bits = /^(?:HS|RS|PS|ES)(256|384|512)$/.exec(alg)?.[1]
  return bits === undefined ? null : (`S${bits}` as HashName)
}
