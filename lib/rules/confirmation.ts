import { isObject, type JsonObject } from '@/lib/model/json'

/** The confirmation method of a token; null if the token is not bound. */
export function confirmation(claims: JsonObject | null): JsonObject | null {
  const cnf = claims?.['cnf']
  return isObject(cnf) ? cnf : null
}

/** Whether a value is a SHA-256 hash in base64url, without padding and without unused bits set. */
export function isThumbprint(value: unknown): boolean {
  return typeof value === 'string' && /^[\w-]{42}[AEIMQUYcgkosw048]$/.test(value)
}
