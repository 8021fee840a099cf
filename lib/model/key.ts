import type { JsonObject } from './json'

/** What a key is for. A DPoP key belongs to one flow and is made by Parley. */
export type KeyUse = 'sig' | 'enc' | 'dpop'

/** All that is known of a private key that Parley holds: nothing of it is secret. */
export interface KeyInfo {
  readonly id: string
  readonly use: KeyUse
  readonly kid: string
  /** The JWA algorithm that it is used with. */
  readonly alg: string
  /** The algorithms that it can be used with; RSA keys can sign by more than one. */
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
  /** How it came to Parley. */
  readonly origin: 'generated' | 'imported'
  readonly createdAt: number
  readonly removedAt?: number
}

/** A private key as found in a text, before it is imported: nothing secret is in it. */
export interface FoundKey {
  /** Its place among the keys of the text. */
  readonly index: number
  readonly format: 'jwk' | 'pkcs8' | 'pkcs1' | 'sec1'
  readonly kid: string | null
  readonly use: 'sig' | 'enc'
  /** The `alg` that it names, or else the first of `algs`. */
  readonly alg: string
  readonly algs: readonly string[]
  readonly kty: string
  readonly crv: string | null
  readonly size: number | null
  readonly thumbprint: string
  /** It brought its certificate along. */
  readonly hasCertificate: boolean
}

/** What Parley may do with a held private key; made only inside of the background. */
export interface PrivateKeyHandle {
  readonly info: KeyInfo
  /** Non-extractable, for `info.alg`. */
  readonly privateKey: CryptoKey
}
