import { type JsonObject } from '@/lib/model/json'
/** The parts of a compact JWS or JWE; `form` is the text as a whole. */
export type JwtPart =
  'form' | 'header' | 'payload' | 'signature' | 'encrypted_key' | 'iv' | 'ciphertext' | 'tag'

export type JwtIssueCode =
  // The text as a whole.
  | 'empty'
  | 'too_large'
  | 'white_space'
  | 'part_count'
  // The base64url of a part.
  | 'part_empty'
  | 'padding'
  | 'character'
  | 'length'
  | 'trailing_bits'
  // The JSON of the header or the payload.
  | 'utf8'
  | 'json'
  | 'not_object'
  | 'duplicate'
  | 'nesting'

/** What is wrong with the text of a JWT. `code` names its sentence in the locale (`jwt_issues.<code>`). */
export interface JwtIssue {
  readonly part: JwtPart
  readonly code: JwtIssueCode
  readonly seen?: string
  readonly expected?: string
}

/** A compact JWS or JWE, read as far as it can be. Nothing in it has been verified. */
export interface DecodedJwt {
  /** The text without white space, without quotes around it and without a `Bearer ` before it. */
  readonly text: string
  /** By the number of its parts alone. */
  readonly kind: 'jws' | 'jwe' | 'malformed'
  /** The dot-separated parts as they stand. */
  readonly parts: readonly string[]
  readonly header: JsonObject | null
  /** The claims set; null for a JWE and where the payload is not a JSON object. */
  readonly payload: JsonObject | null
  /** The payload's text where it is not a JSON object. */
  readonly payloadText: string | null
  /** Octets of the signature. */
  readonly signatureLength: number | null
  readonly issues: readonly JwtIssue[]
}

/** What is wrong with a JWKS. `code` names its sentence in the locale (`issues.jwks_<code>`). */
export interface JwksIssue {
  readonly code:
    | 'too_large'
    | 'json'
    | 'duplicate'
    | 'no_keys'
    | 'key_not_object'
    | 'kty_missing'
    | 'kty_unknown'
    | 'member_missing'
    | 'member_private'
  /** The position of the key among the `keys`; null where it is about the whole. */
  readonly index: number | null
  readonly seen?: string
  readonly expected?: string
}

/** The facts of a JWK that a person compares. */
export interface JwkFacts {
  readonly kid: string | null
  readonly kty: string
  readonly crv: string | null
  readonly alg: string | null
  readonly use: string | null
  /** Bits of the modulus or of the curve. */
  readonly size: number | null
  /** SHA-256, base64url. @see [RFC 7638](https://www.rfc-editor.org/rfc/rfc7638.html#section-3) */
  readonly thumbprint: string | null
}

/** Where the keys came from: `client` is the signing key of a profile, `proof` that of a DPoP proof itself. */
export type JwksSource = 'jwks_uri' | 'pasted' | 'client' | 'proof'

/** The keys that a signature is checked with. */
export interface Jwks {
  readonly keys: readonly JsonObject[]
  readonly source: JwksSource
}

/** Why a signature does not hold, or could not be checked. Sentences: `verification.<reason>`, with `_`. */
export type VerificationReason =
  | 'malformed'
  | 'encrypted'
  | 'alg-missing'
  | 'alg-none'
  | 'alg-unknown'
  | 'alg-symmetric'
  | 'crit'
  | 'jwks-missing'
  | 'jwks-unreadable'
  | 'kid-missing'
  | 'kid-unknown'
  | 'kid-ambiguous'
  | 'key-type'
  | 'key-crv'
  | 'key-alg'
  | 'key-use'
  | 'key-size'
  | 'key-unusable'
  | 'signature'
  // No key was chosen.
  | 'opaque'
  | 'issuer-missing'
  | 'issuer-unclear'
  | 'issuer-unknown'
  | 'client-missing'
  | 'client-unclear'
  | 'client-unknown'
  | 'client-key-missing'
  // A key was tried that may be another one than it was signed with.
  | 'issuer-other'
  | 'issuer-key-other'
  | 'client-other'
  | 'client-ambiguous'
  | 'client-key-other'
  | 'client-key-newer'
  // A DPoP proof that has no key of its own.
  | 'proof-type'
  | 'proof-key-missing'
  | 'proof-key-private'
  | 'proof-key-symmetric'

/** Whether the signature holds, by which key, or exactly why not. */
export interface Verification {
  readonly status: 'valid' | 'invalid' | 'not-run'
  readonly reason: VerificationReason | null
  /** The key that it holds with, or else the one that was meant where that is clear. */
  readonly jwk: JwkFacts | null
  /** How many keys there are, and how many of them fit the header; null where no key was looked for. */
  readonly keys: { readonly all: number; readonly fitting: number } | null
  readonly source: JwksSource | null
  readonly seen?: string
  readonly expected?: string
}

/** Why a JWE could not be opened. Sentences: `decryption.<reason>`, with `_`. */
export type DecryptionReason =
  'malformed' | 'no-key' | 'kid-unknown' | 'alg-unsupported' | 'key-alg' | 'failed' | 'too-large'

/** Whether a JWE could be opened, by which key, or exactly why not. */
export interface Decryption {
  readonly status: 'opened' | 'closed'
  readonly reason: DecryptionReason | null
  /** The plaintext, most often a signed JWT; null while it is closed. */
  readonly plaintext: string | null
  /** The key that opened it. */
  readonly kid: string | null
  readonly seen?: string
  readonly expected?: string
}
