import type { OAuthMessage } from '@/lib/flow/message'
import type { KeyInfo } from '@/lib/oauth/key'
import type { Profile } from '@/lib/oauth/profile'
import { joseHeader, type MessageToken } from './params'

/** Whose key a token is to be verified with. */
export interface TokenKeys {
  readonly by: 'issuer' | 'profile' | 'proof'
  /** The keys as JSON; null takes the issuer's. */
  readonly jwks: string | null
}

/** What the client signs itself, with the key of its profile. */
const ownTokens: ReadonlySet<string> = new Set(['client_assertion', 'request'])

/** The keys that a token of a message is verified with. A DPoP proof brings its own. */
export function keysFor(
  { name, text }: MessageToken,
  message: OAuthMessage,
  profile: Profile | null,
  keys: readonly KeyInfo[],
): TokenKeys {
  if (name === 'DPoP') return { by: 'proof', jwks: jwksOf(joseHeader(text)?.['jwk']) }
  const isOwn = message.kind.endsWith('-request') && ownTokens.has(name)
  if (!isOwn) return { by: 'issuer', jwks: null }
  const key = keys.find(({ id }) => id === profile?.signingKeyId)
  return { by: 'profile', jwks: jwksOf(key && { ...key.publicJwk, kid: key.kid, use: 'sig' }) }
}

function jwksOf(key: unknown): string {
  return JSON.stringify({ keys: key === undefined ? [] : [key] })
}
