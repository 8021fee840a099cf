/** How a shell reads the words of one command. Each reader stops at the end of the command. */
type Dialect = 'posix' | 'cmd' | 'powershell'

/** The words of the first command in a text, in the dialect that its line continuations and quotes show. Linear. */
export function shellWords(text: string): readonly string[] {
  return readers[dialectOf(text)](text)
}

/** The first line shows it by how it continues, or by how its words are quoted. */
function dialectOf(text: string): Dialect {
  const end = text.indexOf('\n')
  const first = (end < 0 ? text : text.slice(0, end)).trimEnd()
  if (first.endsWith('^') || /\s\^"/.test(first)) return 'cmd'
  return first.endsWith('`') || /^curl\.exe\s[^\n]*'"/.test(first) ? 'powershell' : 'posix'
}

const readers: Readonly<Record<Dialect, (text: string) => readonly string[]>> = {
  posix: posixWords,
  cmd: (text) => windowsWords(withoutCarets(text)),
  powershell: powershellWords,
}

/** Collects characters into words. A quoted empty word counts. */
class Words {
  readonly list: string[] = []
  private word: string | null = null

  add(text: string): void {
    this.word = (this.word ?? '') + text
  }

  end(): void {
    if (this.word !== null) this.list.push(this.word)
    this.word = null
  }

  get isBetween(): boolean {
    return this.word === null
  }
}

const ansi: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', e: '\u001B', '0': '\0' }
const ansiEscape = /\\(?:x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4})|U([\da-fA-F]{1,6})|([^]))/g

function fromAnsi(text: string): string {
  return text.replace(ansiEscape, (_, x?: string, u?: string, long?: string, letter = '') => {
    const hex = x ?? u ?? long
    if (hex === undefined) return Object.hasOwn(ansi, letter) ? (ansi[letter] ?? '') : letter
    const code = Number.parseInt(hex, 16)
    return code > 0x10ffff ? '' : String.fromCodePoint(code)
  })
}

/**
 * One piece of a command per match: a quoted part, an escape, a separator, or plain characters. `&` inside a word
 * is kept, because addresses are often pasted without quotes.
 *
 * @see [POSIX](https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02)
 */
const posixPiece =
  /\$'((?:\\[^]|[^'\\])*)'?|'([^']*)'?|"((?:\\[^]|[^"\\])*)"?|\\\r?\n|\\([^])|(\n|\r|;|\|\|?|&&|&(?=\s|$)|>|<)|(\s)|([^\s'"\\$;|&<>]+|[$&\\])/g

function posixWords(text: string): readonly string[] {
  const words = new Words()
  for (const match of text.matchAll(posixPiece)) {
    const [, ansiText, single, double, escaped, end, space, plain] = match
    if (ansiText !== undefined) words.add(fromAnsi(ansiText))
    else if (single !== undefined) words.add(single)
    else if (double !== undefined) words.add(double.replaceAll(/\\([$`"\\])|\\\n/g, '$1'))
    else if (escaped !== undefined) words.add(escaped)
    else if (end !== undefined) break
    else if (space !== undefined) words.end()
    else if (plain !== undefined) words.add(plain)
  }
  words.end()
  return words.list
}

/**
 * What `cmd` passes on. Outside of quotes that it sees, a caret escapes the next character; a caret and a line break
 * continue the line, and a second line break belongs to the text.
 */
function withoutCarets(text: string): string {
  let isQuoted = false
  let passed = ''
  for (const [piece] of text.replaceAll('\r\n', '\n').matchAll(/\^\n\n|\^\n|\^[^]?|"|[^"^]+/g)) {
    if (piece === '"') isQuoted = !isQuoted
    if (isQuoted || !piece.startsWith('^')) passed += piece
    else if (piece === '^\n\n') passed += '\n'
    else if (piece !== '^\n') passed += piece.slice(1)
  }
  return passed
}

/** @see [Parsing C command-line arguments](https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments) */
function windowsWords(text: string): readonly string[] {
  const words = new Words()
  let isQuoted = false
  for (const [piece] of text.matchAll(/\\+"?|"|\s|[^\s"\\]+/g)) {
    if (piece.endsWith('"')) {
      const backslashes = piece.length - 1
      words.add('\\'.repeat(Math.floor(backslashes / 2)))
      if (backslashes % 2 === 1) words.add('"')
      else isQuoted = !isQuoted
    } else if (!isQuoted && /^\s$/.test(piece)) words.end()
    else words.add(piece)
  }
  words.end()
  return words.list
}

const powershellPiece =
  /'((?:''|[^'])*)'?|"((?:`[^]|[^"`])*)"?|`([^\r\n])|(\n|\r|;|\|)|([()+])|(\$\w+)(?:\.Replace\('"', '\\"'\))?|(`\r?\n|\s)|([^\s'"`;|()+$]+|\$)/g

/** Parentheses join texts and variables to one word, as in the commands that Parley writes. */
function powershellWords(text: string): readonly string[] {
  const words = new Words()
  let depth = 0
  const plainQuotes = text.replaceAll(/[‘’‚‛]/g, "'")
  for (const match of plainQuotes.matchAll(powershellPiece)) {
    const [, , , , end, sign, , space] = match
    if (end !== undefined) break
    const isJoint = sign !== undefined && (sign === '(' ? words.isBetween : depth > 0)
    if (isJoint) depth += { '(': 1, ')': -1, '+': 0 }[sign] ?? 0
    else if (space === undefined) words.add(powershellText(match))
    else if (depth === 0) words.end()
  }
  words.end()
  return words.list.map(passedOn)
}

/** The text of a piece that is part of a word. */
function powershellText([all, single, double, escaped, , , variable]: RegExpExecArray): string {
  if (single !== undefined) return single.replaceAll("''", "'")
  if (double !== undefined) return double.replaceAll(/`([^])/g, '$1')
  return escaped ?? variable ?? all
}

/** An argument that is already quoted for the program arrives without those quotes. */
function passedOn(word: string): string {
  if (!/^"[^]*"$/.test(word)) return word.replaceAll('\\"', '"')
  return windowsWords(word)[0] ?? ''
}
