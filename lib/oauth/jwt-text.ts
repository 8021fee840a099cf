import { decodeJwt } from '@/lib/jose/decode'
import type { JsonObject } from '@/lib/model/json'

/** Three or five parts of base64url of which the first looks like a JSON object: a JWT at first sight. */
export function looksLikeJwt(text: string): boolean {
  return /^ey[\w-]+(?:\.[\w-]*){2}(?:(?:\.[\w-]*){2})?$/.test(text.trim())
}

/** The JOSE header of a compact token, whatever the rest of it is; null where there is none. */
export function joseHeaderOf(text: string): JsonObject | null {
  return decodeJwt(text.trim().split('.', 1)[0] ?? '').header
}
