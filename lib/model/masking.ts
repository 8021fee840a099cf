import { isPrivateMember, isSecret, sensitivityOf, type Place } from './credentials'
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
const finders: Readonly<Record<string, (value: string, depth: number) => readonly Piece[]>> = {
  authorization: credentialsPieces,
  'proxy-authorization': credentialsPieces,
  location: (value, depth) => piecesOf(value, 'parameter', depth),
  referer: (value, depth) => piecesOf(value, 'parameter', depth),
}

/**
 * Splits a value into secret and plain pieces, according to its name. Any value may be a URL or JSON with a
 * secret inside.
 */
export function valuePieces(place: Place, name: string, value: string): readonly Piece[] {
  return piecesAt(place, name, value, maxInside)
}

/** Maximum depth of texts inside each other: a URL in a parameter of a URL in JSON in a string. */
const maxInside = 4

function piecesAt(place: Place, name: string, value: string, depth: number): readonly Piece[] {
  const sensitivity = sensitivityOf(place, name)
  if (value === '') return [plain(value)]
  if (!isSecret(place, name)) return piecesOf(value, place === 'header' ? 'member' : place, depth)
  const isPart = sensitivity === 'contains-secret' && depth > 0
  const find = isPart ? finders[name.toLowerCase()] : undefined
  return find?.(value, depth - 1) ?? [{ text: value, secret: name }]
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

/**
 * Matches the name of a header on its own line, of a parameter in a URL or a form, of a JSON member, or the
 * user name in a URL.
 */
const named = new RegExp(
  [
    `(?<=^|\\n)(?<header>[\\w-]{1,200}):(?!//)[ \\t]*`,
    `(?<=^|[\\n?&#;/])(?<parameter>[^=&#?;/\\s]+)=`,
    `"(?<member>(?:[^"\\\\]|\\\\.){1,200})"\\s*:\\s*`,
    `(?<user>://[^\\s/?#@:"]{0,200}:)`,
  ].join('|'),
  'gi',
)

const values = {
  header: /[^\r\n]*/y,
  /** A quotation mark ends it where it ends the string around it. */
  parameter: /(?:[^&#\s"<>]|"(?!\s*(?:[,}\]>]|$)))*/y,
  /** A truncated value may also be a secret. In a list, each item is one. */
  member:
    /"(?<text>(?:[^"\\]|\\.)*)|\[(?<list>(?:\s*(?:"(?:[^"\\]|\\.)*(?:"|\\?$)|-?\d[\d.e+-]*)\s*(?:,|(?=\])|$))*)|-?\d[\d.e+-]*/iy,
  user: /[^\s/?#@"]+(?=@)/y,
} as const

/**
 * Splits a text into secret and plain pieces: a URL, a form, JSON or a whole HTTP message, even if it is
 * truncated or malformed. `json` is the kind of container for JSON members.
 */
export function textPieces(text: string, json: Place): readonly Piece[] {
  return piecesOf(text, json, maxInside)
}

function piecesOf(text: string, place: Place, depth: number): readonly Piece[] {
  const found: Piece[] = []
  const names = new RegExp(named)
  const kind: Search = {
    place,
    depth,
    hasKey: /"kty"\s*:/.test(text),
    characters: maxReadings * text.length,
  }
  let from = 0
  for (let match = names.exec(text); match; match = names.exec(text)) {
    const secret = secretAt(text, match, kind)
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
function secretAt(text: string, { index, 0: lead, groups }: RegExpExecArray, search: Search) {
  const [kind, written] = Object.entries(groups ?? {}).find(([, name]) => name !== undefined) ?? []
  if (kind === undefined || written === undefined) return null
  return kinds[kind as keyof typeof kinds](text, index + lead.length, written, search)
}

/** What a text is searched for. */
interface Search {
  /** The kind of container for JSON members. */
  readonly place: Place
  /** Members may belong to a JWK. */
  readonly hasKey: boolean
  /** How many texts inside each other are still searched. */
  readonly depth: number
  /** Characters of public values that may still be read. Names inside one another read the same ones again. */
  characters: number
}

/** How often the characters of a text are read at most. After that, values count as secrets. */
const maxReadings = 20

const kinds: Readonly<
  Record<
    keyof typeof values,
    (text: string, at: number, name: string, search: Search) => Found | null
  >
> = {
  header: (text, at, name, { depth }) => {
    if (!isSecret('header', name)) return null
    const value = matchAt(values.header, text, at)?.[0] ?? ''
    const pieces = piecesAt('header', name, value, depth)
    return value === '' ? null : { start: at, pieces, end: at + value.length }
  },
  parameter: (text, at, written, search) => {
    const { depth } = search
    const [name = ''] = new URLSearchParams(`${written}=`).keys()
    const value = matchAt(values.parameter, text, at)?.[0] ?? ''
    if (value === '') return null
    search.characters -= value.length
    if (search.characters < 0 || isSecret('parameter', name)) return wholeAt(name, at, value)
    return value.includes('%') ? encodedAt(value, at, value, depth) : null
  },
  member: (text, at, written, { place, hasKey, depth }) => {
    const name = stringText(written)
    const { start, value } = memberAt(text, at)
    if (value === '') return null
    if (hasKey && isPrivateMember(name)) return wholeAt(name, start, value)
    if (isSecret(place, name))
      return { start, pieces: piecesAt(place, name, value, depth), end: start + value.length }
    return value.includes('\\') ? insideAt(stringText(value), start, value, depth) : null
  },
  user: (text, at) => {
    const value = matchAt(values.user, text, at)?.[0] ?? ''
    return value === '' ? null : wholeAt('password', at, value)
  },
}

/** The text of a member without its quotation mark or bracket. */
function memberAt(text: string, at: number): { readonly start: number; readonly value: string } {
  const found = matchAt(values.member, text, at)
  const [whole = ''] = found ?? []
  const inside = found?.groups?.['text'] ?? found?.groups?.['list']
  return inside === undefined ? { start: at, value: whole } : { start: at + 1, value: inside }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function wholeAt(name: string, start: number, value: string): Found {
  return { start, pieces: [{ text: value, secret: name }], end: start + value.length }
}

/** An encoded value is a secret as a whole if its decoded text contains one. */
function insideAt(decoded: string, start: number, value: string, depth: number): Found | null {
  const pieces = depth > 0 ? piecesOf(decoded, 'parameter', depth - 1) : []
  const secret = pieces.find((piece) => piece.secret !== null)?.secret
  return secret ? wholeAt(secret, start, value) : null
}

/** The same for a parameter, which may be encoded several times. */
function encodedAt(encoded: string, start: number, value: string, depth: number): Found | null {
  const decoded = formText(encoded)
  const found = insideAt(decoded, start, value, depth)
  if (found || depth === 0 || !decoded.includes('%')) return found
  return encodedAt(decoded, start, value, depth - 1)
}

/** The text of an encoded parameter. */
function formText(value: string): string {
  return new URLSearchParams(`x=${value}`).get('x') ?? ''
}

/** The text of a JSON string. Escapes that are not valid stay. */
function stringText(escaped: string): string {
  const { value } = parseJson(`"${escaped}"`)
  return typeof value === 'string' ? value : escaped
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
  if (typeof value === 'string') return maskedText(value, place)
  if (typeof value !== 'object' || value === null) return value
  if (depth === maxDepth) return '…'
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, place, depth + 1))
  const isKey = Object.hasOwn(value, 'kty')
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, unknown]) => {
      const isHidden = isSecret(place, name) || (isKey && isPrivateMember(name))
      return [name, (isHidden ? hidden(item) : null) ?? masked(item, place, depth + 1)]
    }),
  )
}

/** Bullets instead of a text, or of each item of a list of texts; null for anything else. */
function hidden(value: unknown): unknown {
  if (isText(value)) return bullets
  return Array.isArray(value) && value.every(isText) ? value.map(() => bullets) : null
}

const isText = (value: unknown) => typeof value === 'string' || typeof value === 'number'
