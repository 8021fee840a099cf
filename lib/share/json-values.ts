import { isPrivateMember, type Place } from '@/lib/model/credentials'
import { jsonNumber, jsonString, type NamedValue } from './named-value'
import { isMixed, redactionKind, type RedactionKind } from './redact-kinds'

interface Level {
  readonly isObject: boolean
  /** The name of the member that comes next, or of the list. */
  name: string
  /** What every text in it is; null if its own name decides. */
  readonly inherited: RedactionKind | null
}

const jsonTokens = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/gs
const literals: ReadonlySet<string> = new Set(['true', 'false', 'null', ','])

interface Token {
  readonly start: number
  readonly text: string
}

interface Reading {
  readonly place: Place
  /** Members may belong to a JWK. */
  readonly hasKey: boolean
  readonly levels: [Level, ...Level[]]
  readonly found: NamedValue[]
  /** A text or number that is a value unless a colon follows. */
  pending: Token | null
}

/** Reads JSON token by token, because truncated JSON and repeated members have secrets, too. */
export function jsonValues(
  text: string,
  place: Place,
  inherited: RedactionKind | null,
): readonly NamedValue[] {
  const reading: Reading = {
    place,
    hasKey: /"kty"\s*:/.test(text),
    levels: [{ isObject: false, name: '', inherited }],
    found: [],
    pending: null,
  }
  for (const { 0: token, index } of text.matchAll(jsonTokens))
    readToken(reading, { start: index, text: token })
  flush(reading)
  return reading.found.filter(({ start, end }) => end > start)
}

function readToken(reading: Reading, token: Token): void {
  const { levels, pending, place } = reading
  const level = levels.at(-1) ?? levels[0]
  if (token.text === ':' && pending) {
    level.name = jsonString.decode(insideQuotes(pending.text))
    reading.pending = null
    return
  }
  flush(reading)
  if (token.text === '{') levels.push(objectIn(level, place))
  else if (token.text === '[') levels.push({ ...level, isObject: false })
  else if (token.text === '}' || token.text === ']') {
    if (levels.length > 1) levels.pop()
  } else if (token.text !== ':' && !literals.has(token.text)) reading.pending = token
}

function flush(reading: Reading): void {
  const { levels, pending } = reading
  if (pending) reading.found.push(jsonValue(pending, levels.at(-1) ?? levels[0], reading))
  reading.pending = null
}

function objectIn({ name, inherited }: Level, place: Place): Level {
  const kind = name === '' ? null : redactionKind(place, name)
  const own = kind?.of === 'personal' && !isMixed(name) ? kind : null
  return { isObject: true, name: '', inherited: own ?? inherited }
}

const insideQuotes = (token: string) => token.replace(/^"/, '').replace(/"$/, '')

function jsonValue(
  { start, text }: Token,
  { name, inherited }: Level,
  { place, hasKey }: Reading,
): NamedValue {
  const isText = text.startsWith('"')
  const isWhole = isText && text.length > 1 && text.endsWith('"') && !isEscapedEnd(text)
  return {
    start: isText ? start + 1 : start,
    end: start + text.length - (isWhole ? 1 : 0),
    place,
    name,
    codec: isText ? jsonString : jsonNumber,
    inherited: inherited ?? (hasKey ? privateKind(name) : null),
  }
}

/** Whether the last quotation mark is escaped, so the string is truncated. */
function isEscapedEnd(token: string): boolean {
  let slashes = 0
  while (token[token.length - 2 - slashes] === '\\') slashes += 1
  return slashes % 2 === 1
}

function privateKind(name: string): RedactionKind | null {
  return isPrivateMember(name) ? { stem: 'private-key', of: 'secret' } : null
}
