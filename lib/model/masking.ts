import { isSecret, secretNames, sensitivityOf, type Place } from './credentials'
import { authorizationOf } from './http-text'
import { parseJson } from './strict-json'

/** A part of a text. */
export interface Piece {
  readonly text: string
  /** The name of the secret; null if the piece is not secret. */
  readonly secret: string | null
}

/** Replaces a secret, whatever its length. */
export const bullets = '•'.repeat(20)

const plain = (text: string): Piece => ({ text, secret: null })

/** Find the secret inside a value. A value that contains a secret and has no row is masked as a whole. */
const finders: Readonly<Record<string, (value: string) => readonly Piece[]>> = {
  authorization: credentialsPieces,
  'proxy-authorization': credentialsPieces,
  location: (value) => textPieces(value, 'parameter'),
  referer: (value) => textPieces(value, 'parameter'),
}

/** Splits a value into secret and plain pieces, according to its name. */
export function valuePieces(place: Place, name: string, value: string): readonly Piece[] {
  const sensitivity = sensitivityOf(place, name)
  if (value === '' || !isSecret(place, name)) return [plain(value)]
  const find = sensitivity === 'contains-secret' ? finders[name.toLowerCase()] : undefined
  return find?.(value) ?? [{ text: value, secret: name }]
}

/** The scheme of credentials is not secret. */
function credentialsPieces(value: string): readonly Piece[] {
  const { scheme, rest } = authorizationOf(value)
  if (rest === '') return [{ text: value, secret: 'authorization' }]
  const lead = value.slice(0, value.length - rest.length)
  return [plain(lead), { text: rest, secret: secrets[scheme.toLowerCase()] ?? 'authorization' }]
}

const secrets: Readonly<Record<string, string>> = {
  basic: 'client_credentials',
  bearer: 'access_token',
  dpop: 'access_token',
}

/** Matches the name of a header on its own line, of a parameter in a URL or a form, or of a JSON member. */
const named = new RegExp(
  [
    `(?<=^|\\n)(?<header>${secretNames('header').join('|')}): `,
    `(?<=^|[\\n?&#/])(?<parameter>[^=&#?/\\s]+)=`,
    `"(?<member>(?:[^"\\\\]|\\\\.){1,200})"\\s*:\\s*`,
  ].join('|'),
  'gi',
)

const values = {
  header: /[^\r\n]*/y,
  parameter: /[^&#\s]*/y,
  /** A truncated value may also be a secret. */
  member: /"((?:[^"\\]|\\.)*)|-?\d[\d.e+-]*/iy,
} as const

/**
 * Splits a text into secret and plain pieces: a URL, a form, JSON or a whole HTTP message, even if it is
 * truncated or malformed. `json` is the kind of container for JSON members.
 */
export function textPieces(text: string, json: Place): readonly Piece[] {
  const found: Piece[] = []
  const names = new RegExp(named)
  let from = 0
  for (let match = names.exec(text); match; match = names.exec(text)) {
    const secret = secretAt(text, match, json)
    if (!secret) continue
    const { start, pieces, end } = secret
    found.push(plain(text.slice(from, start)), ...pieces)
    from = end
    names.lastIndex = end
  }
  return [...found, plain(text.slice(from))].filter((piece) => piece.text !== '')
}

interface Found {
  readonly start: number
  readonly pieces: readonly Piece[]
  readonly end: number
}

/** The secret after a name; null if the value is not secret. */
function secretAt(text: string, { index, 0: lead, groups }: RegExpExecArray, json: Place) {
  const [kind, written] = Object.entries(groups ?? {}).find(([, name]) => name !== undefined) ?? []
  if (kind === undefined || written === undefined) return null
  return kinds[kind as keyof typeof kinds](text, index + lead.length, written, json)
}

const kinds: Readonly<
  Record<keyof typeof values, (text: string, at: number, name: string, json: Place) => Found | null>
> = {
  header: (text, at, name) => {
    const value = matchAt(values.header, text, at)?.[0] ?? ''
    return { start: at, pieces: valuePieces('header', name, value), end: at + value.length }
  },
  parameter: (text, at, written) => {
    const [name = ''] = new URLSearchParams(`${written}=`).keys()
    const value = matchAt(values.parameter, text, at)?.[0] ?? ''
    return value === '' ? null : secretOf('parameter', name, at, value)
  },
  member: (text, at, written, json) => {
    const decoded = parseJson(`"${written}"`).value
    const name = typeof decoded === 'string' ? decoded : written
    const [whole, inQuotes] = matchAt(values.member, text, at) ?? []
    const value = inQuotes ?? whole ?? ''
    return value === '' ? null : secretOf(json, name, at + (whole === value ? 0 : 1), value)
  },
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function secretOf(place: Place, name: string, start: number, value: string): Found | null {
  if (!isSecret(place, name)) return null
  return { start, pieces: valuePieces(place, name, value), end: start + value.length }
}

/** The pieces as text, with bullets instead of secrets. */
export function maskedPieces(pieces: readonly Piece[]): string {
  return pieces.map(({ text, secret }) => (secret === null ? text : bullets)).join('')
}

/** A text with bullets instead of its secrets. */
export function maskedText(text: string, json: Place): string {
  return maskedPieces(textPieces(text, json))
}

/** Maximum depth of a JSON value; deeper parts are not shown. */
const maxDepth = 64

/** A JSON value with bullets instead of its secrets, at any depth. */
export function maskedJson(value: object, place: Place): object {
  return masked(value, place, 0) as object
}

function masked(value: unknown, place: Place, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === maxDepth) return '…'
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, place, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, unknown]) => [
      name,
      isText(item) && isSecret(place, name) ? bullets : masked(item, place, depth + 1),
    ]),
  )
}

const isText = (value: unknown) => typeof value === 'string' || typeof value === 'number'
