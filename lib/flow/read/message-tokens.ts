import type { OAuthMessage } from '@/lib/flow/model/message'
import { authorizationOf, header } from '@/lib/model/http-text'
import { looksLikeJwt } from '@/lib/oauth/jwt-text'
import { isEndpointRequest, isEndpointResponse } from './endpoint-response'
import { paramsOf } from './message-params'

/** A token in a message, with the name of its parameter, member or header. */
export interface MessageToken {
  readonly name: string
  readonly text: string
}

/** Values with these names are treated as tokens, even if they are malformed. */
const tokenNames: ReadonlySet<string> = new Set(['id_token', 'request', 'response'])

/** The tokens of a message: those in parameters or members, inside a JARM, in the body, and in headers. */
export function tokensOf(message: OAuthMessage): readonly MessageToken[] {
  const named = paramsOf(message).flatMap(([name, text]): readonly MessageToken[] =>
    (tokenNames.has(name) && text !== '') || looksLikeJwt(text) ? [{ name, text }] : [],
  )
  return [...named, ...tokensInside(message), ...wholeToken(message), ...headerTokens(message)]
}

/** Tokens inside a JARM. */
function tokensInside(message: OAuthMessage): readonly MessageToken[] {
  if (message.kind !== 'authorization-response') return []
  return message.jwts.filter(
    ({ name }) => !message.params.some(([param, value]) => param === name && value !== ''),
  )
}

/** The body if it is a token as a whole, which userinfo and introspection responses may be. */
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
