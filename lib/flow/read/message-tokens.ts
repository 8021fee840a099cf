import type { OAuthMessage } from '@/lib/flow/model/message'
import { authorizationOf, header } from '@/lib/model/http-text'
import { looksLikeJwt } from '@/lib/oauth/jwt-text'
import { isEndpointRequest, isEndpointResponse } from './endpoint-response'
import { paramsOf } from './message-params'
import { isApiMessage, jwsHeader } from './signed-message'

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

/** The body if it is a token as a whole: a signed response, or a signed request of an API. */
function wholeToken(message: OAuthMessage): readonly MessageToken[] {
  if (!isEndpointResponse(message) && !isApiMessage(message)) return []
  if (!looksLikeJwt(message.body)) return []
  return [{ name: 'body', text: message.body.trim() }]
}

function headerTokens(message: OAuthMessage): readonly MessageToken[] {
  return [...presentedTokens(message), ...detachedIn(message)]
}

/** The detached JWS over the body. */
function detachedIn(message: OAuthMessage): readonly MessageToken[] {
  const text = isApiMessage(message) ? header(message.headers, jwsHeader)?.trim() : undefined
  return text ? [{ name: jwsHeader, text }] : []
}

function presentedTokens(message: OAuthMessage): readonly MessageToken[] {
  if (!isEndpointRequest(message)) return []
  const proof = header(message.headers, 'dpop')
  const { rest } = authorizationOf(header(message.headers, 'authorization') ?? '')
  return [
    ...(proof === undefined ? [] : [{ name: 'DPoP', text: proof }]),
    ...(looksLikeJwt(rest) ? [{ name: 'Authorization', text: rest }] : []),
  ]
}
