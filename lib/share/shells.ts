import type { Shell } from '@/lib/model/shell'

/** One argument: literal text, and names of values to insert. */
export type Word = readonly (string | { readonly variable: string })[]

/** How a shell writes a command. */
interface ShellRules {
  readonly program: string
  /** Between two lines of a command. */
  readonly continuation: string
  readonly word: (word: Word) => string
  /** Lines before the command. */
  readonly before: (variables: readonly string[]) => readonly string[]
}

/**
 * Quotes a text for a POSIX shell.
 *
 * @see [POSIX](https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02)
 */
function posixQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/**
 * Quotes a text as one argument of a Windows program.
 *
 * @see [Parsing C command-line arguments](https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments)
 */
function windowsArgument(text: string): string {
  const trailing = /(?<!\\)\\+$/.exec(text)?.[0] ?? ''
  return `"${windowsPart(text)}${trailing}"`
}

/** A part of a quoted argument: backslashes count only before a quote. */
function windowsPart(text: string): string {
  let quoted = ''
  let backslashes = 0
  for (const character of text) {
    if (character === '"') quoted += '\\'.repeat(backslashes + 1)
    backslashes = character === '\\' ? backslashes + 1 : 0
    quoted += character
  }
  return quoted
}

const cmdPlain = /^[\w\s\-:=+~'/.,?;*`{}[\]\\@#$]$|^[^\0-\x7f]$/u

/**
 * Escapes every character that `cmd` could interpret, quotes included, so that it never sees a quoted part. A
 * caret after `%` keeps the text from being the name of a variable. A line break is a caret and two line breaks.
 *
 * @see [cmd](https://learn.microsoft.com/en-us/windows-server/administration/windows-commands/cmd)
 */
function cmdEscape(text: string): string {
  let escaped = ''
  let before = ''
  for (const character of text) {
    const isPlain = cmdPlain.test(character) && before !== '%'
    if (character === '\n') escaped += '^\n\n'
    else escaped += isPlain ? character : `^${character}`
    before = character
  }
  return escaped
}

const isText = (piece: Word[number]): piece is string => typeof piece === 'string'

/** A variable would be expanded before `cmd` looks for special characters, so the user replaces a text. */
const placeholder = (name: string) => `{${name}}`

function cmdWord(word: Word): string {
  const text = word.map((piece) => (isText(piece) ? piece : placeholder(piece.variable))).join('')
  return cmdEscape(windowsArgument(text.replaceAll('\r', '')))
}

/**
 * PowerShell also accepts typographic single quotes; each is doubled.
 *
 * @see [about_Quoting_Rules](https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules)
 */
function powershellQuote(text: string): string {
  return `'${text.replaceAll(/['‘’‚‛]/g, '$&$&')}'`
}

function powershellWord(word: Word): string {
  if (word.every(isText)) return powershellQuote(windowsArgument(word.join('')))
  const parts = word.map((piece) =>
    isText(piece) ? powershellQuote(windowsPart(piece)) : `$${piece.variable}.Replace('"', '\\"')`,
  )
  return `('"' + ${parts.join(' + ')} + '"')`
}

const posixVariables = (names: readonly string[]) =>
  names.length === 0
    ? []
    : ['# Fill in and run first:', ...names.map((name) => `# export ${name}=''`)]

/**
 * PowerShell 7.3 quotes arguments by itself, earlier versions do not. With this setting all do the same.
 *
 * @see [about_Preference_Variables](https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_preference_variables#psnativecommandargumentpassing)
 */
const samePassing = "$PSNativeCommandArgumentPassing = 'Legacy'"

export const shellRules: Readonly<Record<Shell, ShellRules>> = {
  posix: {
    program: 'curl',
    continuation: ' \\\n  ',
    word: (word) =>
      word.map((piece) => (isText(piece) ? posixQuote(piece) : `"$${piece.variable}"`)).join(''),
    before: posixVariables,
  },
  cmd: {
    program: 'curl.exe',
    continuation: ' ^\n  ',
    word: cmdWord,
    before: (names) =>
      names.length === 0 ? [] : [`rem Replace first: ${names.map(placeholder).join(', ')}`],
  },
  powershell: {
    program: 'curl.exe',
    continuation: ' `\n  ',
    word: powershellWord,
    before: (names) => [
      samePassing,
      ...(names.length === 0 ? [] : ['# Fill in:', ...names.map((name) => `$${name} = ''`)]),
    ],
  },
}
