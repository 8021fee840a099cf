import type { OAuthMessage } from '@/lib/flow/model/message'
import { authorizationOf, header } from '@/lib/model/http-text'
import { looksLikeJwt } from '@/lib/oauth/jwt-text'
import { isEndpointRequest, isEndpointResponse } from './endpoint-response'
import { paramsOf } from './message-params'

/** A token that a message carries, under the name of its parameter. */
export interface MessageToken {
  readonly name: string
  readonly text: string
}

/** What stands under these names is a token, however broken. */
const tokenNames: ReadonlySet<string> = new Set(['id_token', 'request', 'response'])

/** Tokens in the order in which they were sent. */
export function tokensOf(message: OAuthMessage): readonly MessageToken[] {
  const named = paramsOf(message).flatMap(([name, text]): readonly MessageToken[] =>
    (tokenNames.has(name) && text !== '') || looksLikeJwt(text) ? [{ name, text }] : [],
  )
  return [...named, ...tokensInside(message), ...wholeToken(message), ...headerTokens(message)]
}

/** What came inside of a JARM. */
function tokensInside(message: OAuthMessage): readonly MessageToken[] {
  if (message.kind !== 'authorization-response') return []
  return message.jwts.filter(
    ({ name }) => !message.params.some(([param, value]) => param === name && value !== ''),
  )
}

/** The body where it is a token as a whole, as UserInfo and introspection may answer. */
function wholeToken(message: OAuthMessage): readonly MessageToken[] {
  if (!isEndpointResponse(message) || !looksLikeJwt(message.body)) return []
  return [{ name: 'body', text: message.body.trim() }]
}

function headerTokens(message: OAuthMessage): readonly MessageToken[] {
  if (!isEndpointRequest(message)) return []
  const proof = header(message.headers, 'dpop')
  const { rest } = authorizationOf(header(message.headers, 'authorization') ?? '')
  return [
    ...(proof === undefined ? [] : [{ name: 'DPoP', text: proof }]),
    ...(looksLikeJwt(rest) ? [{ name: 'Authorization', text: rest }] : []),
  ]
}
