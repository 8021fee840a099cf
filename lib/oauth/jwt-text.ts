import { decodeJwt } from '@/lib/jose/decode'
import { tokenRole } from './token-kind'
import type { JsonObject } from '@/lib/model/json'

/**
 * Whether a text looks like a JWT or SD-JWT: three or five parts of base64url, of which the first begins like a JSON
 * object, or three and disclosures.
 */
export function looksLikeJwt(text: string): boolean {
  return /^ey[\w-]+(?:\.[\w-]*){2}(?:(?:\.[\w-]*){2}|~[\w.~-]*)?$/.test(text.trim())
}

/** The JOSE header of a compact token, regardless of its other parts; null if there is none. */
export function joseHeaderOf(text: string): JsonObject | null {
  return decodeJwt(text.trim().split('.', 1)[0] ?? '').header
}

/**
 * Whether a compact token is encrypted: a JWE has five parts.
 *
 * @see [RFC 7516](https://www.rfc-editor.org/rfc/rfc7516.html#section-3.1)
 */
export function isJwe(text: string): boolean {
  return !text.includes('~') && text.split('.').length === 5
}

/** Whether a token is a JWS without its payload. */
export function isDetachedJws(text: string): boolean {
  const jwt = decodeJwt(text)
  return jwt.isDetached && tokenRole(jwt).kind === 'jws'
}
