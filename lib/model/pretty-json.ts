import { parseJson } from './strict-json'

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g
const opening: ReadonlySet<string> = new Set('{[')
const closing: ReadonlySet<string> = new Set('}]')

/** A longer text is not formatted, and deeper levels are not indented further. */
const maxCharacters = 100_000
const maxIndent = 12

/**
 * JSON text with a member or an item on each line. Names, values and their order stay as written, repeated
 * members and long numbers too; only white space changes. Any other text is returned unchanged.
 */
export function prettyJson(text: string): string {
  if (text.length > maxCharacters) return text
  const { value } = parseJson(text)
  if (typeof value !== 'object' || value === null) return text
  let depth = 0
  let before = ''
  let written = ''
  for (const [token] of text.matchAll(tokens)) {
    if (closing.has(token)) depth -= 1
    if (startsLine(token, before)) written += `\n${'  '.repeat(Math.min(depth, maxIndent))}`
    written += token === ':' ? ': ' : token
    if (opening.has(token)) depth += 1
    before = token
  }
  return written
}

/** An empty object or array stays on one line. */
function startsLine(token: string, before: string): boolean {
  if (closing.has(token)) return !opening.has(before)
  return before === ',' || opening.has(before)
}
