import type {
  AuthorizationResponse,
  EndpointRequest,
  EndpointResponse,
  MessageOf,
  OAuthMessage,
} from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import { secretNames } from './params'

export interface RawPiece {
  readonly text: string
  readonly kind: 'plain' | 'key' | 'secret'
}

export interface RawLine {
  readonly pieces: readonly RawPiece[]
  /** The names in the line, to find the line of a failed check. */
  readonly names: readonly string[]
}

export const bullets = '•'.repeat(20)

/** A JARM response contains the code. */
const secret = [...secretNames, 'response'].join('|')
const keyInText = new RegExp(
  `((?:^|[?&#])(?:${secret})=)([^&#\\s]+)|("(?:${secret})"\\s*:\\s*")((?:[^"\\\\]|\\\\.)+)`,
  'g',
)
/** The scheme of an `Authorization` header is not masked. */
const secretHeader = /^((?:authorization: (?:\S+ +)?)|(?:(?:set-)?cookie: ))(.+)$/i
const names = /(?:^|[?&#])([^=&#\s?]+)=|"([^"\\]+)"\s*:|^([\w-]+):/g

/** A message as text, line by line, with separate secrets. */
export function rawLines(message: OAuthMessage): readonly RawLine[] {
  return texts(message).flatMap((text) => text.split(/\r?\n/).map(rawLine))
}

/** The text for the clipboard; secrets are bullets unless they are revealed. */
export function plainText(lines: readonly RawLine[], revealed: boolean): string {
  return lines
    .map(({ pieces }) => pieces.map((piece) => shown(piece, revealed)).join(''))
    .join('\n')
}

/** A text with bullets in place of its secrets. */
export function maskedText(text: string): string {
  return plainText(text.split('\n').map(rawLine), false)
}

export function shown(piece: RawPiece, revealed: boolean): string {
  return piece.kind === 'secret' && !revealed ? bullets : piece.text
}

export function secretCount(lines: readonly RawLine[]): number {
  return lines.flatMap(({ pieces }) => pieces).filter(({ kind }) => kind === 'secret').length
}

function rawLine(text: string): RawLine {
  return {
    pieces: piecesOf(text),
    names: [...text.matchAll(names)].map(
      ([, query, json, header]) => query ?? json ?? header ?? '',
    ),
  }
}

function piecesOf(text: string): readonly RawPiece[] {
  const [, lead, value] = secretHeader.exec(text) ?? []
  if (lead !== undefined && value !== undefined) {
    const name = lead.slice(0, lead.indexOf(':'))
    return [
      { text: name, kind: 'key' },
      { text: lead.slice(name.length), kind: 'plain' },
      { text: value, kind: 'secret' },
    ]
  }
  const header = /^[\w-]+(?=: )/.exec(text)?.[0]
  if (header !== undefined)
    return [{ text: header, kind: 'key' }, ...secretPieces(text.slice(header.length))]
  return secretPieces(text)
}

function secretPieces(text: string): readonly RawPiece[] {
  const found: RawPiece[] = []
  let from = 0
  for (const match of text.matchAll(keyInText)) {
    const [whole, inQuery, queryValue, inJson, jsonValue] = match
    const lead = inQuery ?? inJson ?? ''
    found.push({ text: text.slice(from, match.index) + lead, kind: 'plain' })
    found.push({ text: queryValue ?? jsonValue ?? '', kind: 'secret' })
    from = match.index + whole.length
  }
  found.push({ text: text.slice(from), kind: 'plain' })
  return found.filter((piece) => piece.text !== '')
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
  'revocation-request': requestTexts,
  'revocation-response': endpointResponseTexts,
  'resource-request': requestTexts,
  'resource-response': endpointResponseTexts,
  'authorization-request': ({ method, url, params }) => [
    `${method} ${url}`,
    ...(method === 'POST' ? ['', form(params)] : []),
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
  if (responseMode === 'form') return [`${method} ${target}`, '', form(params)]
  if (via === 'redirect')
    return [...(status === null ? [] : [`HTTP ${status}`]), `Location: ${url}`]
  return [via === 'pasted' ? url : `${method} ${url}`]
}

function form(params: Params): string {
  return new URLSearchParams(params.map(([name, value]) => [name, value])).toString()
}
