import { type JsonObject } from '@/lib/model/json'
/** The parts of a compact JWS or JWE; `form` is the whole text. */
export type JwtPart =
  'form' | 'header' | 'payload' | 'signature' | 'encrypted_key' | 'iv' | 'ciphertext' | 'tag'

export type JwtIssueCode =
  // The whole text.
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
  // A payload that is not encoded.
  | 'period'
  // The JSON of the header or the payload.
  | 'utf8'
  | 'json'
  | 'not_object'
  | 'duplicate'
  | 'nesting'
  // The members of the JSON serialization.
  | 'member_type'
  | 'both_forms'
  | 'signatures_many'
  | 'header_missing'
  | 'header_twice'
  | 'header_unprotected'
  | 'b64_not_critical'

/** A problem with the text of a JWT. `code` selects its sentence in the locale (`jwt_issues.<code>`). */
export interface JwtIssue {
  readonly part: JwtPart
  readonly code: JwtIssueCode
  readonly seen?: string
  readonly expected?: string
}

/** What a token in the JSON serialization has in addition to the parts of the compact one. */
export interface JsonSerialization {
  /** The header parameters that are not protected. */
  readonly unprotected: JsonObject
  /** Additional authenticated data of a JWE, base64url. */
  readonly aad: string | null
  /** The same content with each further signature, or for each further recipient. */
  readonly further: readonly DecodedJwt[]
}

/** The parts of an SD-JWT that follow the issuer-signed JWT. */
export interface SdJwtParts {
  readonly disclosures: readonly string[]
  /** The text after the last `~`; null if there is none. */
  readonly keyBinding: string | null
  /** The text that `sd_hash` is calculated over: everything up to the last `~`. */
  readonly presented: string
}

/** A JWS or JWE, read as far as possible. Nothing in it is verified. */
export interface DecodedJwt {
  /** The text without white space, surrounding quotes and a leading `Bearer `. */
  readonly text: string
  /** Determined by the number of parts; in the JSON serialization, by the members. */
  readonly kind: 'jws' | 'jwe' | 'malformed'
  /** The dot-separated parts as they are in the compact serialization. Of an SD-JWT: the parts of the issuer-signed JWT. */
  readonly parts: readonly string[]
  /** All header parameters, protected or not. */
  readonly header: JsonObject | null
  /** The claims set; null for a JWE, and if the payload is not a JSON object. */
  readonly payload: JsonObject | null
  /** The text of the payload if it is not a JSON object. */
  readonly payloadText: string | null
  /** Octets of the signature. */
  readonly signatureLength: number | null
  /** The payload is not part of the token. `parts[1]` is empty, or the payload that the user gave, base64url. */
  readonly isDetached: boolean
  /** The payload is signed as it is (`b64` is false). */
  readonly isUnencoded: boolean
  /** Null for the compact serialization. */
  readonly json: JsonSerialization | null
  /** Null for a token that is not an SD-JWT. */
  readonly sdJwt: SdJwtParts | null
  readonly issues: readonly JwtIssue[]
}

/** A problem with a JWKS. `code` selects its sentence in the locale (`issues.jwks_<code>`). */
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
    | 'member'
    | 'keys_many'
  /** The position of the key in `keys`; null if the problem concerns the whole JWKS. */
  readonly index: number | null
  readonly seen?: string
  readonly expected?: string
}

/** The facts of a JWK that the user compares. */
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

/**
 * The origin of the keys: `client` is the signing key of a profile, `proof` is the key in a DPoP proof, `holder` is
 * the key in the `cnf` of an SD-JWT, `secret` is the client secret of a profile.
 */
export type JwksSource = 'jwks_uri' | 'pasted' | 'client' | 'proof' | 'holder' | 'secret'

/** The keys for verifying a signature. */
export interface Jwks {
  readonly keys: readonly JsonObject[]
  readonly source: JwksSource
}

/** Why a signature is not valid or could not be checked, or what was special about a valid one. Sentences: `verification.<reason>`, with `_`. */
export type VerificationReason =
  | 'malformed'
  | 'encrypted'
  | 'alg-missing'
  | 'alg-none'
  | 'alg-unknown'
  | 'alg-symmetric'
  /** Neither an HTTP message signature nor its key says which algorithm was used. */
  | 'alg-unclear'
  /** An HTTP message signature without `keyid`. */
  | 'key-not-named'
  /** A covered component of an HTTP message signature is not known. */
  | 'base-unknown'
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
  | 'key-member'
  | 'key-unusable'
  | 'keys-many'
  | 'signature'
  // A detached JWS without its payload.
  | 'payload-detached'
  // The payload was not stored octet for octet.
  | 'payload-inexact'
  // The signature is over the payload in its other form: encoded, or not.
  | 'payload-form'
  // The key binding JWT of an SD-JWT.
  | 'holder-key-missing'
  /** The SD-JWT that names the holder's key is not known. */
  | 'holder-key-unknown'
  | 'holder-key-unusable'
  // The signature may be over another header, with the hash of the nonce.
  | 'nonce-hashed'
  | 'nonce-unverified'
  // No key was chosen.
  | 'opaque'
  | 'issuer-missing'
  | 'issuer-unclear'
  | 'issuer-unknown'
  | 'client-missing'
  | 'client-unclear'
  | 'client-unknown'
  | 'client-key-missing'
  // The key that was tried may not be the one that signed.
  | 'issuer-other'
  | 'issuer-key-other'
  | 'client-other'
  | 'client-ambiguous'
  | 'client-key-other'
  | 'client-key-newer'
  // The client secret is not known, or may be another one.
  | 'secret-missing'
  | 'secret-other'
  // A DPoP proof without its own key.
  | 'proof-type'
  | 'proof-key-missing'
  | 'proof-key-private'
  | 'proof-key-symmetric'

/** Whether the signature is valid, by which key, or the exact reason why not. */
export interface Verification {
  readonly status: 'valid' | 'invalid' | 'not-run'
  readonly reason: VerificationReason | null
  /** The key that verified the signature, otherwise the key that was meant, if that is clear. */
  readonly jwk: JwkFacts | null
  /** The number of keys, and of keys that fit the header; null if no key was searched for. */
  readonly keys: { readonly all: number; readonly fitting: number } | null
  readonly source: JwksSource | null
  readonly seen?: string
  readonly expected?: string
}

/** Why a JWE could not be opened. Sentences: `decryption.<reason>`, with `_`. */
export type DecryptionReason =
  'malformed' | 'no-key' | 'kid-unknown' | 'alg-unsupported' | 'key-alg' | 'failed' | 'too-large'

/** Whether a JWE could be opened, by which key, or the exact reason why not. */
export interface Decryption {
  readonly status: 'opened' | 'closed'
  readonly reason: DecryptionReason | null
  /** The plaintext, usually a signed JWT; null if it could not be opened. */
  readonly plaintext: string | null
  /** The key that opened it. */
  readonly kid: string | null
  readonly seen?: string
  readonly expected?: string
}
