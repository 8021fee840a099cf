import { base64url } from 'jose'
import { sha256Of } from './hashes'
import type { DecodedJwt } from './types'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Whether a header has a `nonce`, as in tokens that Microsoft Entra issues for Microsoft Graph. */
export function hasHeaderNonce({ header }: DecodedJwt): boolean {
  return typeof header?.['nonce'] === 'string'
}

/**
 * The text that Entra signs instead of the one that it sends: the `nonce` in the header is replaced by its
 * SHA-256 hash. Null if the header has no such `nonce`.
 *
 * @see [Handle v2.0 nonce](https://github.com/justinlettau/azure-ad-verify-token/issues/5)
 */
export async function inputWithHashedNonce(jwt: DecodedJwt): Promise<string | null> {
  if (!hasHeaderNonce(jwt)) return null
  const nonce = String(jwt.header?.['nonce'])
  const [header = '', payload = ''] = jwt.parts
  const text = decoder.decode(base64url.decode(header))
  const member = /"nonce"\s*:\s*/.exec(text)
  if (!member) return null
  const start = member.index + member[0].length
  const value = JSON.stringify(nonce)
  if (!text.startsWith(value, start)) return null
  const hash = JSON.stringify(await sha256Of(nonce))
  const changed = `${text.slice(0, start)}${hash}${text.slice(start + value.length)}`
  return `${base64url.encode(encoder.encode(changed))}.${payload}`
}
