import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import { header } from '@/lib/model/http-text'
import { looksLikeJwt } from '@/lib/oauth/jwt-text'

/** The header with a detached JWS over the body. */
export const jwsHeader = 'x-jws-signature'

type ApiRequest = EndpointRequest<'resource' | 'userinfo'>
type ApiResponse = EndpointResponse<'resource' | 'userinfo'>

/** A request or response of an API, which may be signed as a whole. */
export type ApiMessage = (ApiRequest | ApiResponse) & OAuthMessage

export function isApiMessage(message: OAuthMessage): message is ApiMessage {
  return /^(?:resource|userinfo)-(?:request|response)$/.test(message.kind)
}

export function isApiRequest(message: OAuthMessage): message is ApiRequest & OAuthMessage {
  return isApiMessage(message) && message.kind.endsWith('-request')
}

/** Who sent a message. */
export function senderOf({ kind }: Pick<OAuthMessage, 'kind'>): 'client' | 'server' {
  return kind.endsWith('-request') ? 'client' : 'server'
}

/** Whether the body of a message is a JWT, by its media type or its text. */
export function hasJwtBody({ headers, body }: Pick<ApiMessage, 'headers' | 'body'>): boolean {
  if (body.trim() === '') return false
  return /\bjwt\b/i.test(header(headers, 'content-type') ?? '') || looksLikeJwt(body)
}

/**
 * Whether the stored text of a body certainly has the octets that were sent. DevTools and a paste deliver decoded
 * text.
 */
export function isExact(message: ApiMessage): boolean {
  if (message.source !== 'parley') return false
  return !('truncated' in message && message.truncated) && !('inexact' in message)
}

/** Octets of a text as they are sent. */
export function octetsOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
