import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { Fault } from './faults.ts'
import type { Claims, ServerKeys } from './keys.ts'

/** An encrypted one has five parts, and nobody but the client can change what is inside. */
export const isSigned = (token: string) => token.split('.').length === 3

function open(token: string) {
  return {
    header: { ...decodeProtectedHeader(token) },
    claims: decodeJwt(token),
    signature: token.split('.')[2] ?? '',
  }
}

/** Applies a fault to an ID token; one that is encrypted stays as it is. */
export async function respellIdToken(
  token: string,
  change: NonNullable<Fault['idToken']>,
  keys: ServerKeys,
): Promise<string> {
  return isSigned(token) ? change(open(token), keys) : token
}

/** Changes the claims of a JWT and signs it again; any other text stays as it is. */
export function respellJwt(token: string, change: (claims: Claims) => Claims, keys: ServerKeys) {
  if (!isSigned(token)) return token
  const { header, claims } = open(token)
  return keys.signJwt(header, change(claims))
}
