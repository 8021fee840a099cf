import type {
  EndpointRequest,
  EndpointResponse,
  MessageKind,
  MessageOf,
  OAuthMessage,
} from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'

/** The first value of a parameter; undefined where it is absent. */
export function firstValue(params: Params, name: string): string | undefined {
  return params.find(([key]) => key === name)?.[1]
}

/** The value of a header, whatever the case of its name. */
function headerOf(headers: Params, name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1]
}

/** Parameters, members and claims whose value is a credential. */
export const secretNames = [
  'code',
  'access_token',
  'refresh_token',
  'id_token',
  'id_token_hint',
  'subject_token',
  'actor_token',
  'token',
  'assertion',
  'client_assertion',
  'client_secret',
  'code_verifier',
  'device_code',
  'password',
] as const

/** Headers whose value is a credential; a DPoP proof is none. */
const secretHeaders = ['authorization', 'cookie', 'set-cookie'] as const

const secrets: ReadonlySet<string> = new Set([...secretNames, ...secretHeaders])

export function isSecret(name: string): boolean {
  return secrets.has(name)
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

/** Three or five parts of base64url of which the first is a JSON object: a JWT at first sight. */
export function looksLikeJwt(text: string): boolean {
  return /^ey[\w-]+(?:\.[\w-]*){2}(?:(?:\.[\w-]*){2})?$/.test(text.trim())
}

/** The JSON object that the first part of a compact token is; null where it is none. */
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

/** An `Authorization` header in its two parts; the rest is empty where there is one word only. */
export function authorizationOf(value: string): { readonly scheme: string; readonly rest: string } {
  const [, scheme = value, rest = ''] = /^(\S+)\s+(.*)$/s.exec(value) ?? []
  return { scheme, rest }
}

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

/** The parameters of a message; members of the body where it is an answer in JSON. */
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

/** What an endpoint answered. */
export function isEndpointResponse(
  message: OAuthMessage,
): message is EndpointResponse & OAuthMessage {
  return message.kind.endsWith('-response') && message.kind !== 'authorization-response'
}

/** What a conforming client says of a message, as far as that is asked. */
export function issuesOf(message: OAuthMessage): EndpointResponse['issues'] {
  return isEndpointResponse(message) ? message.issues : []
}
