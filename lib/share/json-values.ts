import { isPrivateMember, type Place } from '@/lib/model/credentials'
import { createObjects, type JsonObjects } from './json-objects'
import { jsonNumber, jsonString, type NamedValue } from './named-value'
import {
  isDescriptive,
  isMixed,
  redactionKind,
  sensitivityIn,
  type RedactionKind,
} from './redact-kinds'

interface Level {
  readonly isObject: boolean
  /** The name of the member that comes next, or of the list. */
  name: string
  /** What every text in it is; null if its own name decides. */
  readonly inherited: RedactionKind | null
}

const jsonTokens = /"(?:[^"\\]|\\.)*"?|'[^'"\\\r\n]*'|[{}[\],:]|[^\s"'{}[\],:]+/gs
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
  /** What the members of an object say about each other. */
  readonly objects: JsonObjects
  /** A text or number that is a value unless a colon follows. */
  pending: Token | null
}

/** Reads JSON token by token, because truncated JSON and repeated members have secrets, too. */
export function jsonValues(
  text: string,
  place: Place,
  inherited: RedactionKind | null,
): readonly NamedValue[] {
  const found: NamedValue[] = []
  const reading: Reading = {
    place,
    hasKey: /"kty"\s*:/.test(text),
    levels: [{ isObject: false, name: '', inherited }],
    found,
    objects: createObjects(text, found),
    pending: null,
  }
  for (const { 0: token, index } of text.matchAll(jsonTokens))
    readToken(reading, { start: index, text: token })
  flush(reading)
  return reading.objects.settled().filter(({ start, end }) => end > start)
}

function readToken(reading: Reading, token: Token): void {
  const { levels, pending, place, objects } = reading
  const level = levels.at(-1) ?? levels[0]
  if (token.text === ':' && pending) {
    level.name = nameOf(pending.text)
    readName(reading, pending)
    reading.pending = null
    return
  }
  flush(reading)
  if (token.text === '{') {
    levels.push(objectIn(level, place))
    objects.open()
  } else if (token.text === '[') levels.push({ ...level, isObject: false })
  else if (token.text === '}' || token.text === ']') close(reading)
  else if (token.text !== ':' && !literals.has(token.text)) reading.pending = token
}

function close({ levels, objects }: Reading): void {
  if (levels.length === 1) return
  if (levels.pop()?.isObject === true) objects.close()
}

/** A name in a program, such as a query in GraphQL, is the word before the colon. */
function nameOf(token: string): string {
  const isQuoted = /^["']/.test(token)
  return isQuoted
    ? jsonString.decode(insideQuotes(token))
    : (/[\w-]{1,200}$/.exec(token)?.[0] ?? token)
}

/** Names of this length are values, such as the tokens of a list by their text. */
const minNameValue = 16

function readName({ levels, objects, found, place }: Reading, token: Token): void {
  const { name, isObject } = levels.at(-1) ?? levels[0]
  if (isObject) objects.member(name)
  if (name.length < minNameValue) return
  const value = jsonValue(token, { name: '', inherited: null }, { place, hasKey: false })
  found.push({ ...value, isName: true })
}

function flush(reading: Reading): void {
  const { levels, pending } = reading
  if (pending) reading.found.push(jsonValue(pending, levels.at(-1) ?? levels[0], reading))
  reading.pending = null
}

function objectIn({ name, inherited }: Level, place: Place): Level {
  const kind = name === '' ? null : redactionKind(place, name)
  const isWhole = sensitivityIn(place, name) === 'secret' || kind?.of === 'personal'
  const own = kind !== null && isWhole && !isMixed(name) ? kind : null
  return { isObject: true, name: '', inherited: own ?? inherited }
}

const insideQuotes = (token: string) => token.replace(/^["']/, '').replace(/["']$/, '')

function jsonValue(
  { start, text }: Token,
  { name, inherited }: Pick<Level, 'name' | 'inherited'>,
  { place, hasKey }: Pick<Reading, 'place' | 'hasKey'>,
): NamedValue {
  const quote = /^["']/.exec(text)?.[0]
  const isText = quote !== undefined
  const isWhole = isText && text.length > 1 && text.endsWith(quote) && !isEscapedEnd(text)
  return {
    start: isText ? start + 1 : start,
    end: start + text.length - (isWhole ? 1 : 0),
    place,
    name,
    codec: isText ? jsonString : jsonNumber,
    inherited: inheritedBy(name, inherited) ?? (hasKey ? privateKind(name) : null),
  }
}

/** Some members of a secret object are about the secret. */
function inheritedBy(name: string, inherited: RedactionKind | null): RedactionKind | null {
  return inherited?.of === 'secret' && isDescriptive(name) ? null : inherited
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
