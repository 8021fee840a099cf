import { jsonObjectOf } from '@/lib/model/json'
import { type Piece, textPieces, valuePieces } from '@/lib/model/masking'
import type { Params } from '@/lib/model/params'
import type { Shell } from '@/lib/model/shell'
import { shellRules, type Word } from './shells'
import { formDecode, percentEncoded, splitUrl } from '@/lib/model/url'

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
  readonly shell: Shell
}

type Argument = readonly [option: string, word?: Word]

/**
 * The request as a curl command for a shell. It sends the same octets; values that are filled in are encoded
 * by curl. U+0000 cannot be part of an argument and is left out, and neither can U+000D for `cmd`.
 */
export function toCurl(request: CurlRequest, { secrets, shell }: CurlOptions): string {
  const rules = shellRules[shell]
  const args: readonly Argument[] = [
    ...methodArguments(request),
    ...(/[[\]{}]/.test(request.url) ? [['--globoff'] as const] : []),
    ['--url', urlWord(request.url, secrets)],
    ...(request.certificate ? certificateArguments : []),
    ...request.headers.map((header) => ['--header', headerWord(header, secrets)] as const),
    ...bodyArguments(request, secrets),
  ]
  const command = args.map(([option, word]) =>
    word ? `${option} ${rules.word(word.map(withoutNull))}` : option,
  )
  const lines = [rules.program, ...command].join(rules.continuation)
  return [...rules.before(variablesOf(args)), lines].join('\n')
}

function variablesOf(args: readonly Argument[]): readonly string[] {
  const pieces = args.flatMap(([, word = []]) => word)
  const names = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : piece.variable))
  return [...new Set(names)]
}

const withoutNull = (piece: Word[number]) =>
  typeof piece === 'string' ? piece.replaceAll('\0', '') : piece

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
  const sent = query === null ? base : `${base}?${query}`
  return secrets ? [sent] : wordOf(textPieces(sent, 'parameter'))
}

/** The variable that a secret is filled in by is its name in capitals. */
function wordOf(pieces: readonly Piece[]): Word {
  return pieces.map(({ text, secret }) =>
    secret === null ? text : { variable: secret.toUpperCase().replaceAll(/\W/g, '_') },
  )
}

/** An empty header is written with a semicolon: with a colon, curl would omit it. */
function headerWord([name, value]: Params[number], secrets: boolean): Word {
  if (value === '') return [`${name};`]
  if (secrets) return [`${name}: ${value}`]
  // No secret, but valid for the recorded request only: another one needs a proof of its own.
  if (name.toLowerCase() === 'dpop') return [`${name}: `, { variable: 'DPOP_PROOF' }]
  return joined([`${name}: `, ...wordOf(valuePieces('header', name, value))])
}

/** Texts that follow each other are one. */
function joined(word: Word): Word {
  const pieces: Word[number][] = []
  for (const piece of word) {
    const last = pieces.at(-1)
    if (typeof last === 'string' && typeof piece === 'string') pieces.splice(-1, 1, last + piece)
    else pieces.push(piece)
  }
  return pieces
}

function bodyArguments(
  { method, body, params }: CurlRequest,
  secrets: boolean,
): readonly Argument[] {
  if (body === '') return method === 'POST' ? [['--data-raw', ['']]] : []
  const pairs = body.split('&')
  // Curl puts an ampersand between its data, but none after what is empty.
  if (params.length === 0 || pairs.includes('') || jsonObjectOf(body))
    return [['--data-raw', secrets ? [body] : wordOf(textPieces(body, 'parameter'))]]
  return pairs.map((pair) => pairArgument(pair, secrets))
}

function pairArgument(pair: string, secrets: boolean): Argument {
  const [name = '', value = ''] = formDecode(pair)[0] ?? []
  const pieces = secrets ? [] : valuePieces('parameter', name, value)
  if (pieces.some(({ secret }) => secret !== null))
    return ['--data-urlencode', joined([nameOf(pair), ...wordOf(pieces)])]
  const readable = readablePair(pair)
  return readable === null ? ['--data-raw', [pair]] : ['--data-urlencode', [readable]]
}

/** The name with its equals sign, as sent. */
function nameOf(pair: string): string {
  return pair.slice(0, pair.indexOf('=') + 1)
}

/** The pair with its value decoded, where curl encodes it to the same octets again. */
function readablePair(pair: string): string | null {
  const value = formDecode(pair)[0]?.[1] ?? ''
  const name = nameOf(pair)
  const isSame = name.length > 1 && !name.includes('@') && name + percentEncoded(value) === pair
  return isSame && !value.includes('\0') ? name + value : null
}
