import { isCommonWord, isErrorCode } from './looks-secret'
import { jsonString, same, type NamedValue } from './named-value'
import { plainName, redactionKind, sensitivityIn, type RedactionKind } from './redact-kinds'

/** Characters of a name, and of the blanks around it, that are read. */
const maxName = 100
const maxBlanks = 20

const quotes = `"'\``

const bare = /[^\s'"`&,;<>(){}[\]\\]{4,}/y
const blanks = /(?:>|=)?[ \t]{0,20}/y
const quoted: Readonly<Record<string, RegExp>> = {
  '"': /(?:[^"\\\n]|\\[^\n])*/y,
  "'": /(?:[^'\\\n]|\\[^\n])*/y,
  '`': /(?:[^`\\]|\\[^])*/y,
}

/**
 * A secret after its name, as programs, queries and logs write it: `name = "x"`, `name: x`, `'name' => 'x'`. A
 * sentence about a secret is not one.
 */
export function writtenAt(text: string, at: number): NamedValue | null {
  const name = nameUntil(text, at)
  if (name === '') return null
  const start = endOf(blanks, text, at + 1)
  const quote = text[start] ?? ''
  return quotes.includes(quote) && quote !== ''
    ? quotedValue(text, start, name)
    : bareValue(text, start, name)
}

function nameUntil(text: string, at: number): string {
  let end = at
  while (end > 0 && at - end < maxBlanks && /[ \t]/.test(text[end - 1] ?? '')) end -= 1
  if (text[end - 1] === ']') end -= 1
  if (quotes.includes(text[end - 1] ?? ' ')) end -= 1
  let start = end
  while (start > 0 && end - start < maxName && /[\w-]/.test(text[start - 1] ?? '')) start -= 1
  return text.slice(start, end)
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return at + (pattern.exec(text)?.[0].length ?? 0)
}

/** Personal names that programs use for other things as well. */
const ordinary: ReadonlySet<string> = new Set(
  'name profile picture website address gender title act mobile pan'.split(' '),
)

const loneCode: RedactionKind = { stem: 'unknown', of: 'unknown' }

function quotedValue(text: string, quote: number, name: string): NamedValue | null {
  const isCode = plainName(name) === 'code'
  const kind = ordinary.has(plainName(name)) ? null : redactionKind('member', name)
  const pattern = quoted[text[quote] ?? '']
  if (!pattern || (kind === null && !isCode)) return null
  const start = quote + 1
  const end = endOf(pattern, text, start)
  const value = { start, end, place: 'member', name, codec: jsonString, inherited: null } as const
  if (!isCode) return value
  return isErrorCode(text.slice(start, end)) ? null : { ...value, inherited: loneCode }
}

function bareValue(text: string, start: number, name: string): NamedValue | null {
  if (sensitivityIn('member', name) !== 'secret') return null
  const end = endOf(bare, text, start)
  const value = text.slice(start, end).replace(/[.:!?]$/, '')
  if (value === '' || isSentence(value, name, text.slice(end, end + 2))) return null
  const [length, place] = [value.length, 'member'] as const
  return { start, end: start + length, place, name, codec: same, inherited: null }
}

/** Whether a word after the name of a secret is a word about it: `Invalid token: expired`. */
function isSentence(word: string, name: string, after: string): boolean {
  if (/\d/.test(word)) return false
  if (isCommonWord(word)) return true
  // A name of one word, such as `token`, begins many sentences.
  const isName = /[-_]|[a-z][A-Z]/.test(name)
  const goesOn = /^ [a-z]/i.test(after)
  return word.length < 8 || (goesOn && word.length < 12) || (!isName && word.length < 20)
}
