import type { Params } from '@/lib/model/params'
import { formDecode, splitUrl } from '@/lib/model/url'

/** What a command is made of; the same as a recorded request. */
export interface CurlRequest {
  readonly method: string
  readonly url: string
  readonly headers: Params
  /** Empty where nothing is sent. */
  readonly body: string
  /** The parameters of a form body; none where the body is something else. */
  readonly params: Params
  /** The client shows its certificate. */
  readonly certificate: boolean
}

export interface CurlOptions {
  /** Whether secrets are written as they are; else as variables to be filled in. */
  readonly secrets: boolean
  readonly shell: 'posix'
}

/** Parameters that open doors; the variable of each is its name in capitals. */
const secretParams: ReadonlySet<string> = new Set([
  'access_token',
  'actor_token',
  'assertion',
  'client_assertion',
  'client_secret',
  'code',
  'code_verifier',
  'device_code',
  'id_token_hint',
  'password',
  'refresh_token',
  'request',
  'subject_token',
  'token',
])

/** Headers that open doors: the part that may be shown, and the variable for the rest. */
const secretHeaders: readonly (readonly [name: string, shown: RegExp, variable: string])[] = [
  ['authorization', /^basic +/i, 'CLIENT_CREDENTIALS'],
  ['authorization', /^(?:bearer|dpop) +/i, 'ACCESS_TOKEN'],
  ['authorization', /^/, 'AUTHORIZATION'],
  ['dpop', /^/, 'DPOP_PROOF'],
  ['cookie', /^/, 'COOKIE'],
]

/** One argument: text as it is, and names of variables. */
type Word = readonly (string | { readonly variable: string })[]

type Argument = readonly [option: string, word?: Word]

/**
 * The request as a command of curl, for a POSIX shell. What it sends is what was sent, octet by octet;
 * what is filled in for a variable is encoded by curl. A text with U+0000 cannot be an argument, so the
 * character is left out.
 */
export function toCurl(request: CurlRequest, { secrets }: CurlOptions): string {
  const args: readonly Argument[] = [
    ...methodArguments(request),
    ...(/[[\]{}]/.test(request.url) ? [['--globoff'] as const] : []),
    ['--url', urlWord(request.url, secrets)],
    ...(request.certificate ? certificateArguments : []),
    ...request.headers.map((header) => ['--header', headerWord(header, secrets)] as const),
    ...bodyArguments(request, secrets),
  ]
  const command = args.map(([option, word]) => (word ? `${option} ${render(word)}` : option))
  return [...fillIn(args), ['curl', ...command].join(' \\\n  ')].join('\n')
}

function fillIn(args: readonly Argument[]): readonly string[] {
  const pieces = args.flatMap(([, word = []]) => word)
  const names = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : piece.variable))
  if (names.length === 0) return []
  return ['# Fill in and run first:', ...[...new Set(names)].map((name) => `# export ${name}=''`)]
}

function render(word: Word): string {
  return word
    .map((piece) => (typeof piece === 'string' ? quote(piece) : `"$${piece.variable}"`))
    .join('')
}

/**
 * One word for a POSIX shell, whatever is in it.
 *
 * @see [POSIX](https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02)
 */
function quote(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", String.raw`'\''`)}'`
}

const certificateArguments: readonly Argument[] = [
  ['--cert', ['client.pem']],
  ['--key', ['client.key']],
]

/** Nothing where curl would take the method by itself. */
function methodArguments({ method, body }: CurlRequest): readonly Argument[] {
  if (method === 'HEAD') return [['--head']]
  return method === (body === '' ? 'GET' : 'POST') ? [] : [['--request', [method]]]
}

function urlWord(url: string, secrets: boolean): Word {
  const { base, query } = splitUrl(url)
  if (query === null) return [base]
  const pairs = query.split('&')
  if (secrets || !pairs.some((pair) => variableOf(pair))) return [`${base}?${query}`]
  return pairs.reduce<Word>(
    (word, pair, index) => appended(word, index === 0 ? '?' : '&', pair),
    [base],
  )
}

function appended(word: Word, separator: string, pair: string): Word {
  const variable = variableOf(pair)
  const text = separator + (variable ? nameOf(pair) : pair)
  const last = word.at(-1)
  const joined = typeof last === 'string' ? [...word.slice(0, -1), last + text] : [...word, text]
  return variable ? [...joined, { variable }] : joined
}

/** An empty header is written with a semicolon: with a colon, curl would leave it out. */
function headerWord([name, value]: Params[number], secrets: boolean): Word {
  const row = secretHeaders.find(
    ([header, shown]) => header === name.toLowerCase() && shown.test(value),
  )
  if (secrets || !row) return [value === '' ? `${name};` : `${name}: ${value}`]
  const [, shown, variable] = row
  return [`${name}: ${shown.exec(value)?.[0] ?? ''}`, { variable }]
}

function bodyArguments(
  { method, body, params }: CurlRequest,
  secrets: boolean,
): readonly Argument[] {
  if (body === '') return method === 'POST' ? [['--data-raw', ['']]] : []
  const pairs = body.split('&')
  // Curl puts an ampersand between its data, but none after what is empty.
  if (params.length === 0 || pairs.includes('')) return [['--data-raw', [body]]]
  return pairs.map((pair) => pairArgument(pair, secrets))
}

function pairArgument(pair: string, secrets: boolean): Argument {
  const variable = secrets ? null : variableOf(pair)
  if (variable) return ['--data-urlencode', [nameOf(pair), { variable }]]
  const readable = readablePair(pair)
  return readable === null ? ['--data-raw', [pair]] : ['--data-urlencode', [readable]]
}

/** The name with its equals sign, as it was sent. */
function nameOf(pair: string): string {
  return pair.slice(0, pair.indexOf('=') + 1)
}

/** The variable that a parameter of a query or a form is filled in by; null where it is no secret. */
function variableOf(pair: string): string | null {
  const [name = '', value = ''] = formDecode(pair)[0] ?? []
  return secretParams.has(name) && value !== '' ? name.toUpperCase() : null
}

/** The pair with its value decoded, where curl encodes it to the same octets again. */
function readablePair(pair: string): string | null {
  const value = formDecode(pair)[0]?.[1] ?? ''
  const name = nameOf(pair)
  const isSame = name.length > 1 && !name.includes('@') && name + curlEncode(value) === pair
  return isSame && !value.includes('\0') ? name + value : null
}

/** All but the unreserved characters of RFC 3986. */
function curlEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
