/** A parsed JSON text; `value` is undefined if the text is not JSON. */
export interface ParsedJson {
  readonly value: unknown
  /** Members that occur more than once. A nested member has a path, such as `cnf.jkt`; a long one is cut. */
  readonly duplicates: readonly string[]
  /** Nesting depth of objects and arrays. */
  readonly depth: number
  /** The unexpected text and its position: `"}" at line 1, column 13`. Null if the text is JSON. */
  readonly error: string | null
}

/** Maximum nesting depth, unless a caller sets another; a deeper text is not parsed. */
export const depthLimit = 64

type State =
  'value' | 'firstItem' | 'firstName' | 'name' | 'colon' | 'inObject' | 'inArray' | 'done'
type Token = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'scalar' | 'end'

interface Level {
  /** The member names so far; null in an array. */
  readonly names: Set<string> | null
  /** At most `maxPath` characters. */
  readonly path: string
}

interface Scan {
  readonly levels: Level[]
  readonly duplicates: Set<string>
  /** The path of the next value. */
  path: string
  depth: number
}

type Step = (scan: Scan, text: string) => State

const tokens =
  /[ \t\n\r]*(?:([{}[\],:])|("[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*")|(true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|($))/uy

const open: Step = (scan, bracket) => {
  const isObject = bracket === '{'
  scan.levels.push({ names: isObject ? new Set() : null, path: scan.path })
  scan.depth = Math.max(scan.depth, scan.levels.length)
  return isObject ? 'firstName' : 'firstItem'
}

const after: Step = ({ levels }) => {
  const level = levels.at(-1)
  if (!level) return 'done'
  return level.names ? 'inObject' : 'inArray'
}

const close: Step = (scan, bracket) => {
  scan.levels.pop()
  return after(scan, bracket)
}

/** Characters of a path. Each member has one, so a long name must not be in all of them. */
const maxPath = 200

function pathOf(path: string, name: string): string {
  const whole = path ? `${path}.${name.slice(0, 2 * maxPath)}` : name
  if (whole.length <= maxPath) return whole
  return `${whole.slice(0, maxPath / 2)}…${whole.slice(1 - maxPath / 2)}`
}

const nameMember: Step = (scan, text) => {
  const { names, path } = scan.levels.at(-1) as Level
  const name = JSON.parse(text) as string
  scan.path = pathOf(path, name)
  if (names?.has(name)) scan.duplicates.add(scan.path)
  names?.add(name)
  return 'colon'
}

const nextItem: Step = (scan) => {
  scan.path = (scan.levels.at(-1) as Level).path
  return 'value'
}

const values: Partial<Record<Token, Step>> = {
  '{': open,
  '[': open,
  string: after,
  scalar: after,
}

const steps: Record<State, Partial<Record<Token, Step>>> = {
  value: values,
  firstItem: { ...values, ']': close },
  firstName: { string: nameMember, '}': close },
  name: { string: nameMember },
  colon: { ':': () => 'value' },
  inObject: { ',': () => 'name', '}': close },
  inArray: { ',': nextItem, ']': close },
  done: {},
}

/**
 * Parses JSON strictly. Reports duplicate members and the position of the first syntax error.
 *
 * @see [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259.html#section-4)
 */
export function parseJson(text: string, maxDepth = depthLimit): ParsedJson {
  const scan: Scan = { levels: [], duplicates: new Set(), path: '', depth: 0 }
  const error = walk(text, scan, maxDepth)
  return {
    value: error === null ? JSON.parse(text) : undefined,
    duplicates: [...scan.duplicates],
    depth: scan.depth,
    error,
  }
}

function walk(text: string, scan: Scan, maxDepth: number): string | null {
  let state: State = 'value'
  let position = 0
  for (;;) {
    tokens.lastIndex = position
    const match = tokens.exec(text)
    const token = match ? tokenOf(match) : undefined
    if (state === 'done' && token === 'end') return null
    const step: Step | undefined = token && steps[state][token]
    if (!match || !step) return unexpected(text, position)
    state = step(scan, match[0].trimStart())
    if (scan.levels.length > maxDepth) return `> ${maxDepth} levels`
    position += match[0].length
  }
}

function tokenOf([, punctuation, string, scalar]: RegExpExecArray): Token {
  if (punctuation !== undefined) return punctuation as Token
  if (string !== undefined) return 'string'
  return scalar === undefined ? 'end' : 'scalar'
}

function unexpected(text: string, from: number): string {
  const at = from + (text.slice(from).match(/^[ \t\n\r]*/)?.[0].length ?? 0)
  const lines = text.slice(0, at).split('\n')
  const place = `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
  const character = text.codePointAt(at)
  return `${character === undefined ? 'end of text' : nameOf(character)} at ${place}`
}

function nameOf(character: number): string {
  const isPrintable = character > 0x20 && character < 0x7f
  if (isPrintable) return `"${String.fromCodePoint(character)}"`
  return `U+${character.toString(16).toUpperCase().padStart(4, '0')}`
}
