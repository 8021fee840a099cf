import type { JsonObject } from './json'

/** The purpose of a key. Parley generates a DPoP key for each flow. */
export type KeyUse = 'sig' | 'enc' | 'dpop'

/** Public information about a private key that Parley keeps. Contains no secret. */
export interface KeyInfo {
  readonly id: string
  readonly use: KeyUse
  readonly kid: string
  /** The JWA algorithm that the key is used with. */
  readonly alg: string
  /** The algorithms that the key supports. An RSA key supports several. */
  readonly algs: readonly string[]
  readonly kty: string
  readonly crv: string | null
  /** Bits of the modulus or of the curve. */
  readonly size: number | null
  /** SHA-256, base64url. @see [RFC 7638](https://www.rfc-editor.org/rfc/rfc7638.html#section-3) */
  readonly thumbprint: string
  /** The public members alone, without `kid`, `alg` and `use`. */
  readonly publicJwk: JsonObject
  /** DER certificates in base64, the key's own first. @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-4.1.6) */
  readonly x5c: readonly string[]
  readonly origin: 'generated' | 'imported'
  readonly createdAt: number
  readonly removedAt?: number
}

/** A private key found in a text, before its import. Contains no secret. */
export interface FoundKey {
  /** Index among the keys of the text. */
  readonly index: number
  readonly format: 'jwk' | 'pkcs8' | 'pkcs1' | 'sec1'
  readonly kid: string | null
  readonly use: 'sig' | 'enc'
  /** The key's `alg`, otherwise the first of `algs`. */
  readonly alg: string
  readonly algs: readonly string[]
  readonly kty: string
  readonly crv: string | null
  readonly size: number | null
  readonly thumbprint: string
  /** The text contains a certificate for this key. */
  readonly hasCertificate: boolean
}

/** A private key that Parley can use. Only the background creates it. */
export interface PrivateKeyHandle {
  readonly info: KeyInfo
  /** Non-extractable, for `info.alg`. */
  readonly privateKey: CryptoKey
}
