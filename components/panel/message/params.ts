import type {
  EndpointRequest,
  EndpointResponse,
  MessageKind,
  MessageOf,
  OAuthMessage,
} from '@/lib/flow/model/message'
import { authorizationOf } from '@/lib/model/http-text'
import type { Params } from '@/lib/model/params'

/** The first value of a parameter; undefined if it is missing. */
export function firstValue(params: Params, name: string): string | undefined {
  return params.find(([key]) => key === name)?.[1]
}

/** The value of a header; names are case-insensitive. */
function headerOf(headers: Params, name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1]
}

/** An object or array as JSON; undefined for anything else. */
export function parseJson(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** Whether a text looks like a JWT: three or five base64url parts, the first starting with `{"`. */
export function looksLikeJwt(text: string): boolean {
  return /^ey[\w-]+(?:\.[\w-]*){2}(?:(?:\.[\w-]*){2})?$/.test(text.trim())
}

/** The JSON object in the first part of a compact token; null for anything else. */
export function joseHeader(text: string): Readonly<Record<string, unknown>> | null {
  const [first = ''] = text.trim().split('.')
  try {
    const bytes = Uint8Array.from(atob(first.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    )
    const value = parseJson(new TextDecoder().decode(bytes))
    return value && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** A token that a message carries, under the name of its parameter. */
export interface MessageToken {
  readonly name: string
  readonly text: string
}

/** The values of these parameters are tokens, even if they are malformed. */
const tokenNames: ReadonlySet<string> = new Set(['id_token', 'request', 'response'])

/** Tokens in the order in which they were sent. */
export function tokensOf(message: OAuthMessage): readonly MessageToken[] {
  const named = paramsOf(message).flatMap(([name, text]): readonly MessageToken[] =>
    (tokenNames.has(name) && text !== '') || looksLikeJwt(text) ? [{ name, text }] : [],
  )
  return [...named, ...tokensInside(message), ...wholeToken(message), ...headerTokens(message)]
}

/** The tokens inside a JARM response. */
function tokensInside(message: OAuthMessage): readonly MessageToken[] {
  if (message.kind !== 'authorization-response') return []
  return message.jwts.filter(
    ({ name }) => !message.params.some(([param, value]) => param === name && value !== ''),
  )
}

/** The whole body, if it is a token: UserInfo and introspection may respond with one. */
function wholeToken(message: OAuthMessage): readonly MessageToken[] {
  if (!isEndpointResponse(message) || !looksLikeJwt(message.body)) return []
  return [{ name: 'body', text: message.body.trim() }]
}

function headerTokens(message: OAuthMessage): readonly MessageToken[] {
  if (!isEndpointRequest(message)) return []
  const proof = headerOf(message.headers, 'dpop')
  const { rest } = authorizationOf(headerOf(message.headers, 'authorization') ?? '')
  return [
    ...(proof === undefined ? [] : [{ name: 'DPoP', text: proof }]),
    ...(looksLikeJwt(rest) ? [{ name: 'Authorization', text: rest }] : []),
  ]
}

type ParamsOf = { readonly [K in MessageKind]?: (message: MessageOf<K>) => Params }

const ownParams: ParamsOf = {
  'authorization-request': ({ params }) => params,
  'authorization-response': ({ params }) => params,
}

/** The parameters of a message; for a JSON response the members of its body. */
export function paramsOf(message: OAuthMessage): Params {
  if (isEndpointRequest(message)) return message.params
  if (isEndpointResponse(message)) return bodyMembers(message)
  const read = ownParams[message.kind] as ((message: OAuthMessage) => Params) | undefined
  return read?.(message) ?? []
}

function bodyMembers({ body }: EndpointResponse): Params {
  const json = parseJson(body)
  if (!json || Array.isArray(json)) return []
  return Object.entries(json).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
}

/** One of Parley's own requests to an endpoint. */
export function isEndpointRequest(
  message: OAuthMessage,
): message is EndpointRequest & OAuthMessage {
  return message.kind.endsWith('-request') && message.kind !== 'authorization-request'
}

/** The response of an endpoint. */
export function isEndpointResponse(
  message: OAuthMessage,
): message is EndpointResponse & OAuthMessage {
  return message.kind.endsWith('-response') && message.kind !== 'authorization-response'
}

/** The issues of a conforming client with a message. */
export function issuesOf(message: OAuthMessage): EndpointResponse['issues'] {
  return isEndpointResponse(message) ? message.issues : []
}
