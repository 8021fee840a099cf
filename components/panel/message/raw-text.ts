import { formEncode } from '@/lib/model/url'
import type {
  AuthorizationResponse,
  EndpointRequest,
  EndpointResponse,
  MessageOf,
  OAuthMessage,
} from '@/lib/flow/model/message'
import { bullets, textPieces } from '@/lib/model/masking'
import { prettyJson } from '@/lib/model/pretty-json'
import { isEndpointRequest } from '@/lib/flow/read/endpoint-response'

export interface RawPiece {
  readonly text: string
  readonly kind: 'plain' | 'key' | 'secret'
}

export interface RawLine {
  readonly pieces: readonly RawPiece[]
  /** The names in the line, to find the line of a failed check. */
  readonly names: readonly string[]
}

const names = /(?:^|[?&#])([^=&#\s?]+)=|"([^"\\]+)"\s*:|^([\w-]+):/g

/** A message as text, line by line, with separate secrets. JSON in it is formatted if that is wanted. */
export function rawLines(message: OAuthMessage, isFormatted = false): readonly RawLine[] {
  const all = texts(message)
  const written = isFormatted ? [...all.slice(0, -1), ...all.slice(-1).map(prettyJson)] : all
  const text = written.join('\n').replaceAll('\r\n', '\n')
  const lines: RawPiece[][] = [[]]
  // The members of a request's JSON are its parameters.
  for (const piece of textPieces(text, isEndpointRequest(message) ? 'parameter' : 'member')) {
    const kind = piece.secret === null ? 'plain' : 'secret'
    for (const [index, part] of piece.text.split('\n').entries()) {
      if (index > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push({ text: part, kind })
    }
  }
  return lines.map(rawLine)
}

/** Whether a message has JSON that is received on fewer lines than it is formatted on. */
export function isFormattable(message: OAuthMessage): boolean {
  const body = texts(message).at(-1) ?? ''
  return prettyJson(body) !== body
}

/** The text for the clipboard; secrets are bullets unless they are revealed. */
export function plainText(lines: readonly RawLine[], revealed: boolean): string {
  return lines
    .map(({ pieces }) => pieces.map((piece) => shown(piece, revealed)).join(''))
    .join('\n')
}

export function shown(piece: RawPiece, revealed: boolean): string {
  return piece.kind === 'secret' && !revealed ? bullets : piece.text
}

export function secretCount(lines: readonly RawLine[]): number {
  return lines.flatMap(({ pieces }) => pieces).filter(({ kind }) => kind === 'secret').length
}

function rawLine(pieces: readonly RawPiece[]): RawLine {
  const text = pieces.map((piece) => piece.text).join('')
  const found = [...text.matchAll(names)].map(
    ([, query, json, header]) => query ?? json ?? header ?? '',
  )
  return { pieces: withKey(pieces), names: /^HTTP \d/.test(text) ? ['status'] : found }
}

/** The name of a header stands apart. */
function withKey([first, ...rest]: readonly RawPiece[]): readonly RawPiece[] {
  if (!first) return []
  const key = /^[\w-]+(?=: )/.exec(first.text)?.[0]
  if (key === undefined) return [first, ...rest]
  return [
    { text: key, kind: 'key' },
    { text: first.text.slice(key.length), kind: 'plain' },
    ...rest,
  ]
}

const writers: {
  readonly [K in OAuthMessage['kind']]: (message: MessageOf<K>) => readonly string[]
} = {
  'par-request': requestTexts,
  'par-response': endpointResponseTexts,
  'token-request': requestTexts,
  'token-response': endpointResponseTexts,
  'userinfo-request': requestTexts,
  'userinfo-response': endpointResponseTexts,
  'introspection-request': requestTexts,
  'introspection-response': endpointResponseTexts,
  'backchannel-request': requestTexts,
  'backchannel-response': endpointResponseTexts,
  'device-request': requestTexts,
  'device-response': endpointResponseTexts,
  'registration-request': requestTexts,
  'registration-response': endpointResponseTexts,
  'revocation-request': requestTexts,
  'revocation-response': endpointResponseTexts,
  'resource-request': requestTexts,
  'resource-response': endpointResponseTexts,
  'authorization-request': ({ method, url, params }) => [
    `${method} ${url}`,
    ...(method === 'POST' ? ['', formEncode(params)] : []),
  ],
  hop: ({ method, url, status }) => [
    `${method} ${url}`,
    ...(status === null ? [] : [`HTTP ${status}`]),
  ],
  'authorization-response': responseTexts,
}

function texts<K extends OAuthMessage['kind']>(message: MessageOf<K>): readonly string[] {
  const write = writers[message.kind]
  return write(message)
}

function requestTexts({ method, url, headers, body }: EndpointRequest): readonly string[] {
  return [`${method} ${url}`, ...headers.map(line), ...(body === '' ? [] : ['', body])]
}

function endpointResponseTexts({ status, headers, body }: EndpointResponse): readonly string[] {
  return [
    ...(status === null ? [] : [`HTTP ${status}`]),
    ...headers.map(line),
    ...(headers.length > 0 || status !== null ? [''] : []),
    body,
  ]
}

function line([name, value]: readonly [string, string]): string {
  return `${name}: ${value}`
}

function responseTexts(response: AuthorizationResponse): readonly string[] {
  const { via, responseMode, status, method, url, target, params } = response
  if (responseMode === 'form') return [`${method} ${target}`, '', formEncode(params)]
  if (via === 'redirect')
    return [...(status === null ? [] : [`HTTP ${status}`]), `Location: ${url}`]
  return [via === 'pasted' ? url : `${method} ${url}`]
}
