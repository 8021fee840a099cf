import { header } from '@/lib/model/http-text'
import type { Params } from '@/lib/model/params'
import { percentEncoded } from '@/lib/model/url'
import type { RequestText } from './paste-http'
import { shellWords } from './shell-words'

/** What an option contributes to the request. */
type Use =
  | 'method'
  | 'url'
  | 'header'
  | 'data'
  | 'encoded'
  | 'json'
  | 'user'
  | 'bearer'
  | 'cookie'
  | 'agent'
  | 'referer'
  | 'part'
  | 'ignored'

/** Options with a value. All other options are switches. */
const withValue: Readonly<Record<string, Use>> = {
  '-X': 'method',
  '--request': 'method',
  '--url': 'url',
  '-H': 'header',
  '--header': 'header',
  '-d': 'data',
  '--data': 'data',
  '--data-raw': 'data',
  '--data-ascii': 'data',
  '--data-binary': 'data',
  '--data-urlencode': 'encoded',
  '--json': 'json',
  '-u': 'user',
  '--user': 'user',
  '--oauth2-bearer': 'bearer',
  '-b': 'cookie',
  '--cookie': 'cookie',
  '-A': 'agent',
  '--user-agent': 'agent',
  '-e': 'referer',
  '--referer': 'referer',
  '-F': 'part',
  '--form': 'part',
  '--form-string': 'part',
  ...Object.fromEntries(
    [
      '-E --cert --cert-type --key --key-type --pass --cacert --capath --ciphers --tls13-ciphers --tls-max',
      '-m --max-time --connect-timeout --retry --retry-delay --retry-max-time --limit-rate --speed-time',
      '-x --proxy -U --proxy-user --noproxy --resolve --connect-to --interface --max-redirs --dns-servers',
      '-o --output -D --dump-header -w --write-out -c --cookie-jar -K --config -T --upload-file --stderr',
      '--trace --trace-ascii -r --range -z --time-cond --unix-socket --aws-sigv4 -C --continue-at -y -Y',
    ]
      .join(' ')
      .split(' ')
      .map((name) => [name, 'ignored'] as const),
  ),
}

type Pair = readonly [Use, string]

interface Command {
  readonly parts: readonly Pair[]
  readonly isGet: boolean
  readonly isHead: boolean
}

/** Comments and assignments that Parley writes before a command. */
const before = /^(?:#|rem |```|~~~|\$\w{1,60} = |export )/
const prompt = /^(?:[$>%#] |PS [^>]{0,200}> )/
const program = /^(?:[^\s"']{0,200}[/\\])?curl(?:\.exe)?(?=\s)/

/** Maximum lines before the command. */
const maxBefore = 40

function commandIn(text: string): string | null {
  let rest = text.trimStart()
  for (let line = 0; line < maxBefore && before.test(rest); line += 1) {
    if (program.test(rest.replace(prompt, ''))) break
    const end = rest.indexOf('\n')
    if (end < 0) return null
    rest = rest.slice(end + 1).trimStart()
  }
  const command = rest.replace(prompt, '')
  return program.test(command) ? command : null
}

/**
 * The request that a curl command sends, for the shells that browsers and Parley write it for; null for another
 * text. What only a file has is left out. Linear in the length of the text.
 *
 * @see [curl](https://curl.se/docs/manpage.html)
 */
export function readCurl(text: string): RequestText | null {
  const command = commandIn(text)
  if (command === null) return null
  const { parts, isGet, isHead } = optionsOf(shellWords(command).slice(1))
  const of = (use: Use) => parts.filter(([each]) => each === use).map(([, value]) => value)
  const given = of('url')[0]
  if (given === undefined) return null
  const json = of('json')
  const data = parts.flatMap(([use, value]) => dataOf(use, value))
  const body = json.length > 0 ? json.join('') : data.join('&')
  const hasBody = json.length + data.length + of('part').length > 0 && !isGet
  return {
    method: of('method').at(-1) ?? (isHead ? 'HEAD' : hasBody ? 'POST' : 'GET'),
    target: targetOf(given, isGet ? body : ''),
    headers: headersOf(of, hasBody),
    body: isGet ? '' : body,
  }
}

function optionsOf(words: readonly string[]): Command {
  const parts: Pair[] = []
  const switches = new Set<string>()
  const end = words.findIndex((word) => word === '--next' || word === '-:')
  const own = end < 0 ? words : words.slice(0, end)
  for (let at = 0; at < own.length; at += 1) {
    const { flags, option, value } = readWord(own[at] ?? '')
    for (const flag of flags) switches.add(flag)
    if (option === null) continue
    if (value === null) at += 1
    parts.push([option, value ?? own[at] ?? ''])
  }
  const isAny = (...names: readonly string[]) => names.some((name) => switches.has(name))
  return { parts, isGet: isAny('-G', '--get'), isHead: isAny('-I', '--head') }
}

interface Option {
  readonly flags: readonly string[]
  readonly option: Use | null
  /** A value in the same word; null if it is the next word. */
  readonly value: string | null
}

const useOf = (option: string): Use | null =>
  Object.hasOwn(withValue, option) ? (withValue[option] ?? null) : null

/** A word is an option, or the URL. */
function readWord(word: string): Option {
  if (!word.startsWith('-') || word === '-') return { flags: [], option: 'url', value: word }
  if (!word.startsWith('--')) return shortOptions(word)
  return { flags: [word], option: useOf(word), value: null }
}

/** `-sSXPOST`: letters without a value, and the first letter with one, whose value may follow at once. */
function shortOptions(word: string): Option {
  const letters = word.slice(1).split('')
  const taking = letters.findIndex((letter) => useOf(`-${letter}`) !== null)
  const flags = letters.slice(0, taking < 0 ? undefined : taking).map((letter) => `-${letter}`)
  if (taking < 0) return { flags, option: null, value: null }
  const value = letters.slice(taking + 1).join('')
  return { flags, option: useOf(`-${letters[taking]}`), value: value === '' ? null : value }
}

function dataOf(use: Use, value: string): readonly string[] {
  if (use === 'data') return value.startsWith('@') ? [] : [value]
  if (use !== 'encoded' || /^[^=]*@/.test(value)) return []
  const equals = value.indexOf('=')
  if (equals < 0) return [percentEncoded(value)]
  return [
    `${value.slice(0, equals === 0 ? 0 : equals + 1)}${percentEncoded(value.slice(equals + 1))}`,
  ]
}

function targetOf(given: string, query: string): string {
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `http://${given}`
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`
}

function headersOf(of: (use: Use) => readonly string[], hasBody: boolean): Params {
  const given = of('header').flatMap(headerIn)
  const added = Object.entries(fromOption).flatMap(([use, write]) => of(use as Use).map(write))
  const type: Params = hasBody ? [['content-type', contentType(of)]] : []
  return [...given, ...[...added, ...type].filter(([name]) => header(given, name) === undefined)]
}

/** The header that an option stands for. */
const fromOption: Readonly<Partial<Record<Use, (value: string) => Params[number]>>> = {
  user: (value) => ['authorization', `Basic ${base64(value)}`],
  bearer: (value) => ['authorization', `Bearer ${value}`],
  cookie: (value) => ['cookie', value],
  agent: (value) => ['user-agent', value],
  referer: (value) => ['referer', value],
}

function contentType(of: (use: Use) => readonly string[]): string {
  if (of('json').length > 0) return 'application/json'
  return of('part').length > 0 ? 'multipart/form-data' : 'application/x-www-form-urlencoded'
}

/** `Name: value`, or `Name;` for an empty header. `Name:` removes a header. */
function headerIn(line: string): Params {
  const name = /^([\w!#$%&'*+.^`|~-]+)([:;])/.exec(line)
  if (!name) return []
  const value = line.slice(name[0].length).trim()
  return name[2] === ':' && value === '' ? [] : [[(name[1] ?? '').toLowerCase(), value]]
}

const base64 = (text: string) =>
  btoa(String.fromCodePoint(...new TextEncoder().encode(text.slice(0, 2000))))
