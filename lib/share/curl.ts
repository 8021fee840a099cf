import type { Params } from '@/lib/model/params'
import { formDecode, splitUrl } from '@/lib/model/url'

/** The input of a command, in the shape of a recorded request. */
export interface CurlRequest {
  readonly method: string
  readonly url: string
  readonly headers: Params
  /** Empty if the request has no body. */
  readonly body: string
  /** The parameters of a form body; empty for any other body. */
  readonly params: Params
  /** The client presents its certificate. */
  readonly certificate: boolean
}

export interface CurlOptions {
  /** Whether secrets are written in plain text; otherwise they are shell variables to fill in. */
  readonly secrets: boolean
  readonly shell: 'posix'
}

/** Parameters with secrets; the variable of each is its name in capitals. */
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

/** Headers with secrets: the part that may be shown, and the variable for the rest. */
const secretHeaders: readonly (readonly [name: string, shown: RegExp, variable: string])[] = [
  ['authorization', /^basic +/i, 'CLIENT_CREDENTIALS'],
  ['authorization', /^(?:bearer|dpop) +/i, 'ACCESS_TOKEN'],
  ['authorization', /^/, 'AUTHORIZATION'],
  ['dpop', /^/, 'DPOP_PROOF'],
  ['cookie', /^/, 'COOKIE'],
]

/** One argument: literal text and names of variables. */
type Word = readonly (string | { readonly variable: string })[]

type Argument = readonly [option: string, word?: Word]

/**
 * The request as a curl command for a POSIX shell. It sends the same octets; values filled in for
 * variables are encoded by curl. U+0000 cannot be part of an argument and is left out.
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
 * Quotes a text as one word for a POSIX shell.
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

/** Empty if curl chooses the method by default. */
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

/** An empty header is written with a semicolon: with a colon, curl would omit it. */
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
  // Curl joins its data with ampersands, but not after an empty part.
  if (params.length === 0 || pairs.includes('')) return [['--data-raw', [body]]]
  return pairs.map((pair) => pairArgument(pair, secrets))
}

function pairArgument(pair: string, secrets: boolean): Argument {
  const variable = secrets ? null : variableOf(pair)
  if (variable) return ['--data-urlencode', [nameOf(pair), { variable }]]
  const readable = readablePair(pair)
  return readable === null ? ['--data-raw', [pair]] : ['--data-urlencode', [readable]]
}

/** The name with its equals sign, as sent. */
function nameOf(pair: string): string {
  return pair.slice(0, pair.indexOf('=') + 1)
}

/** The variable for a parameter of a query or a form; null if the parameter is not a secret. */
function variableOf(pair: string): string | null {
  const [name = '', value = ''] = formDecode(pair)[0] ?? []
  return secretParams.has(name) && value !== '' ? name.toUpperCase() : null
}

/** The pair with its value decoded, if curl encodes it to the same octets. */
function readablePair(pair: string): string | null {
  const value = formDecode(pair)[0]?.[1] ?? ''
  const name = nameOf(pair)
  const isSame = name.length > 1 && !name.includes('@') && name + curlEncode(value) === pair
  return isSame && !value.includes('\0') ? name + value : null
}

/** Encodes everything except the unreserved characters of RFC 3986. */
function curlEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
