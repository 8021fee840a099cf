import { isObject, type JsonObject } from '@/lib/model/json'

/** What a token is bound to; null where it is bound to nothing. */
export function confirmation(claims: JsonObject | null): JsonObject | null {
  const cnf = claims?.['cnf']
  return isObject(cnf) ? cnf : null
}

/** A SHA-256 hash as base64url, without padding and with no bit set that carries nothing. */
export function isThumbprint(value: unknown): boolean {
  return typeof value === 'string' && /^[\w-]{42}[AEIMQUYcgkosw048]$/.test(value)
}
