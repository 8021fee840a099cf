/** Which part of a compact JWT something is about. */
export type JwtPart = 'form' | 'header' | 'payload' | 'signature'

/** What is wrong with the text of a JWT. `code` names its sentence in the locale (`jwt_issues.<code>`). */
export interface JwtIssue {
  readonly part: JwtPart
  readonly code: string
  readonly seen?: string
  readonly expected?: string
}

export type JsonObject = Readonly<Record<string, unknown>>

/** A compact JWS or JWE, read as far as it can be. Nothing in it has been verified. */
export interface DecodedJwt {
  /** The text without the white space around it and without a `Bearer ` before it. */
  readonly text: string
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

/** Where the keys came from. */
export type JwksSource = 'jwks_uri' | 'pasted'

/** Why a signature does not hold, or could not be checked. */
export type VerificationReason =
  | 'malformed'
  | 'encrypted'
  | 'alg-missing'
  | 'alg-none'
  | 'alg-unknown'
  | 'alg-symmetric'
  | 'jwks-missing'
  | 'jwks-unreadable'
  | 'kid-missing'
  | 'kid-unknown'
  | 'kid-ambiguous'
  | 'key-type'
  | 'key-alg'
  | 'key-use'
  | 'key-unusable'
  | 'signature'

/** Whether the signature holds, by which key, or exactly why not. */
export interface Verification {
  readonly status: 'valid' | 'invalid' | 'not-run'
  readonly reason: VerificationReason | null
  readonly jwk: JwkFacts | null
  readonly source: JwksSource | null
  readonly seen?: string
  readonly expected?: string
}
