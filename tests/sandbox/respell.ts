import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { Fault } from './faults.ts'
import type { Claims, ServerKeys } from './keys.ts'

/** An encrypted token has five parts, and only the client can read its content. */
export const isSigned = (token: string) => token.split('.').length === 3

function open(token: string) {
  return {
    header: { ...decodeProtectedHeader(token) },
    claims: decodeJwt(token),
    signature: token.split('.')[2] ?? '',
  }
}

/** Applies a fault to an ID token; an encrypted one stays unchanged. */
export async function respellIdToken(
  token: string,
  change: NonNullable<Fault['idToken']>,
  keys: ServerKeys,
): Promise<string> {
  return isSigned(token) ? change(open(token), keys) : token
}

/** Changes the claims of a JWT and signs it again; any other text stays unchanged. */
export function respellJwt(token: string, change: (claims: Claims) => Claims, keys: ServerKeys) {
  if (!isSigned(token)) return token
  const { header, claims } = open(token)
  return keys.signJwt(header, change(claims))
}
