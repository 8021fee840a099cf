import type { TokenKind, TokenRole } from '@/lib/oauth/token-kind'
import { header } from '@/lib/model/http-text'
import type { MessageKind, OAuthMessage } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import { jsonObjectOf } from '@/lib/model/json'
import { jwsHeader } from './signed-message'

/** The location of a token in a flow: the message and the name. */
export interface TokenPlace {
  readonly message: OAuthMessage
  /** The parameter, member or header; `body` if the token is the whole body. */
  readonly name: string
}

/** The first message of a flow that contains a token, and the token's name in it. */
export function placeOf(messages: readonly OAuthMessage[], text: string): TokenPlace | null {
  const token = text.trim()
  if (token === '') return null
  for (const message of messages) {
    const name = nameIn(message, token)
    if (name !== undefined) return { message, name }
  }
  return null
}

function nameIn(message: OAuthMessage, token: string): string | undefined {
  if ('jwts' in message) {
    const received = message.jwts.find(({ text }) => text === token)
    if (received) return received.name
  }
  const places: readonly Params[] = [
    'params' in message ? message.params : [],
    'headers' in message && !('status' in message) ? inHeaders(message.headers) : [],
    'body' in message && message.body.includes(token) ? inBody(message.body) : [],
  ]
  return places.flat().find(([, value]) => value === token)?.[0]
}

function inHeaders(headers: Params): Params {
  const credentials = header(headers, 'authorization')?.replace(/^\S+\s+/, '') ?? ''
  return [
    ['DPoP', header(headers, 'dpop') ?? ''],
    ['Authorization', credentials],
    [jwsHeader, header(headers, jwsHeader) ?? ''],
  ]
}

function inBody(body: string): Params {
  const members = Object.entries(jsonObjectOf(body) ?? {}).flatMap(([name, value]): Params =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  return [['body', body.trim()], ...members]
}

/** The kind of token that each name requires, regardless of its contents. */
const kindByName: Readonly<Record<string, TokenKind>> = {
  access_token: 'access-token',
  Authorization: 'access-token',
  client_assertion: 'client-assertion',
  DPoP: 'dpop-proof',
  id_token: 'id-token',
  id_token_hint: 'id-token',
  logout_token: 'logout-token',
  refresh_token: 'refresh-token',
  request: 'request-object',
  response: 'jarm',
  software_statement: 'software-statement',
  'x-jws-signature': 'jws',
}

const kindByBody: Partial<Readonly<Record<MessageKind, TokenKind>>> = {
  'userinfo-response': 'userinfo',
  'introspection-response': 'introspection',
}

/** The kind of token that a location requires; null if any kind is allowed. */
export function kindAt(message: MessageKind, name: string): TokenKind | null {
  if (name === 'body') return kindByBody[message] ?? null
  return Object.hasOwn(kindByName, name) ? (kindByName[name] ?? null) : null
}

/** Kinds that an API returns as a whole body, such as a directory. */
const bodies: ReadonlySet<TokenKind> = new Set([
  'software-statement',
  'set',
  'sd-jwt',
  'jws',
  'opaque',
])

/** The claims of a signed body have the names of other tokens, such as `aud` with the URL that was called. */
export function roleOfBody(own: TokenRole): TokenRole {
  return bodies.has(own.kind) ? own : { kind: 'jwt', sign: 'body' }
}
