import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toCurl, type CurlRequest } from '@/lib/share/curl'

const request: CurlRequest = {
  method: 'GET',
  url: 'https://as.example/x',
  headers: [],
  body: '',
  params: [],
  certificate: false,
}

/** Variables of the user, which a command must not name by chance. */
const environment: Readonly<Record<string, string>> = { PATH: 'C:\\bin', A: 'x&y', '3A': 'z' }

/** What `cmd` makes of a line at its prompt: variables first, then carets and quotes. */
function cmdLine(command: string): string {
  const expanded = command.replaceAll(/%([^%\n]+)%/g, (whole, name: string) => {
    const [variable = ''] = name.split(':')
    return environment[variable.toUpperCase()] ?? whole
  })
  let line = ''
  let isQuoted = false
  for (let at = 0; at < expanded.length; at += 1) {
    const character = expanded[at] ?? ''
    if (!isQuoted && character === '^') {
      const next = expanded[at + 1]
      // A caret continues the line, and leaves the first character of the next one unchanged.
      at += next === '\n' ? 2 : 1
      line += expanded[at] ?? ''
      continue
    }
    if (character === '"') isQuoted = !isQuoted
    if (character === '\n' || (!isQuoted && /[&|<>()]/.test(character)))
      throw new Error(`${JSON.stringify(character)} was interpreted in ${command}`)
    line += character
  }
  return line
}

/** The arguments of a Windows program, by the rules of its C runtime. */
function windowsArguments(line: string): readonly string[] {
  const found: string[] = []
  let isOpen = false
  let isQuoted = false
  const add = (part: string) => {
    if (!isOpen) found.push('')
    isOpen = true
    found[found.length - 1] += part
  }
  for (const [, slashes = '', quote, blank, other = ''] of line.matchAll(
    /(\\*)(?:(")|([ \t])|([^]|$))/gu,
  )) {
    if (quote === undefined) {
      if (slashes !== '') add(slashes)
      if (blank === undefined || isQuoted) add(blank ?? other)
      else isOpen = false
    } else {
      const isLiteral = slashes.length % 2 === 1
      add('\\'.repeat(slashes.length >> 1) + (isLiteral ? quote : ''))
      if (!isLiteral) isQuoted = !isQuoted
    }
  }
  return found
}

/** What PowerShell passes to a program, which is only literals and options here. */
function powershellLine(command: string): string {
  const rest = command.slice(command.indexOf('\n') + 1)
  let line = ''
  for (let at = 0; at < rest.length; at += 1) {
    const character = rest[at] ?? ''
    if (!isSingleQuote(character)) {
      // A backtick before a line break continues the command.
      const isContinued = character === '`' || rest[at - 1] === '`'
      if (isContinued) continue
      if (!/[\w .-]/.test(character)) throw new Error(`${character} was interpreted`)
      line += character
      continue
    }
    const literal = literalAt(rest, at + 1)
    line += literal.text
    at = literal.end
  }
  return line
}

/** The text of a literal and the place of the quotation mark that ends it. Two of them mean one. */
function literalAt(
  command: string,
  start: number,
): { readonly text: string; readonly end: number } {
  let text = ''
  let at = start
  for (; at < command.length; at += 1) {
    if (isSingleQuote(command[at] ?? '')) {
      if (!isSingleQuote(command[at + 1] ?? '')) break
      at += 1
    }
    text += command[at] ?? ''
  }
  return { text, end: at }
}

const isSingleQuote = (character: string) => character !== '' && "'‘’‚‛".includes(character)

const special = ['%PATH%', '%A', '%3A%', '%PATH:a=b%', '^', '&', '|', '<', '>', '(', ')', '!', '"']
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ...special,
        '\\',
        '\\"',
        "'",
        '’',
        '`',
        '$(id)',
        '$x',
        ' ',
        '\t',
        '\n',
        '{a}',
      ),
    ),
  )
  .map((parts) => parts.join('').replaceAll(/[\0\r]/g, ''))
  .filter((value) => value.isWellFormed() && value !== '')

const commandWith = (values: readonly string[], shell: 'cmd' | 'powershell') =>
  toCurl({ ...request, headers: values.map((value) => ['x', value]) }, { secrets: true, shell })

describe.each([
  ['cmd', (command: string) => cmdLine(command)],
  ['powershell', powershellLine],
] as const)('%s', (shell, lineOf) => {
  test('returns each value unchanged', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (values) => {
        const passed = windowsArguments(lineOf(commandWith(values, shell)))
        expect(passed).toEqual([
          'curl.exe',
          '--url',
          request.url,
          ...values.flatMap((value) => ['--header', `x: ${value}`]),
        ])
      }),
      { numRuns: 500 },
    )
  })

  test('has an empty argument', () => {
    const command = toCurl({ ...request, method: 'POST' }, { secrets: true, shell })
    expect(windowsArguments(lineOf(command)).at(-1)).toBe('')
  })
})

const secret = {
  ...request,
  method: 'POST',
  headers: [['authorization', 'Basic YTpi']] as const,
  body: 'code=c0de',
  params: [['code', 'c0de']] as const,
}

test('cmd has texts to replace, because it would interpret the values of variables', () => {
  expect(toCurl(secret, { secrets: false, shell: 'cmd' })).toBe(
    String.raw`rem Replace first: {CLIENT_CREDENTIALS}, {CODE}
curl.exe ^
  --url ^"https://as.example/x^" ^
  --header ^"authorization: Basic {CLIENT_CREDENTIALS}^" ^
  --data-urlencode ^"code={CODE}^"`,
  )
})

test('PowerShell has variables', () => {
  expect(toCurl(secret, { secrets: false, shell: 'powershell' })).toBe(
    `$PSNativeCommandArgumentPassing = 'Legacy'
# Fill in:
$CLIENT_CREDENTIALS = ''
$CODE = ''
curl.exe \`
  --url '"https://as.example/x"' \`
  --header ('"' + 'authorization: Basic ' + $CLIENT_CREDENTIALS.Replace('"', '\\"') + '"') \`
  --data-urlencode ('"' + 'code=' + $CODE.Replace('"', '\\"') + '"')`,
  )
})
