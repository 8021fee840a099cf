import type { Params } from '@/lib/model/params'
import { header, readHttpText, type HttpText } from '@/lib/model/http-text'

/** An HTTP request as text. */
export interface RequestText {
  readonly method: string
  readonly target: string
  readonly headers: Params
  readonly body: string
}

/** The messages in a text that an HTTP client, a proxy or a log printed. */
interface PastedHttp {
  readonly responses: readonly HttpText[]
  readonly requests: readonly RequestText[]
}

const requestLine = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)[ \t](?=.*\S)/
const loggedLine = /["' \t](?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)[ \t](\S+)[ \t]HTTP\/[\d.]+/
const signs = /HTTP\/\d|^(?:[<>] |[A-Z]{3,7}[ \t])/m

/** Maximum lines and messages that are read. */
const limits = { lines: 10_000, messages: 20 } as const

const statusLine = /^HTTP\/[\d.]+ +\d{3}/

/** Reads HTTP messages, as text or as `curl -v` prints them; null if the text has none. */
export function readPastedHttp(text: string): PastedHttp | null {
  if (!signs.test(text)) return null
  const lines = text.split(/\r\n?|\n/, limits.lines)
  const verbose = lines.some((line) => /^[<>] (?:HTTP\/|[A-Z]+ |[\w-]+:)/.test(line))
  const responses = verbose ? verboseBlocks(lines, '<') : blocks(lines, statusLine)
  const requests = verbose ? verboseBlocks(lines, '>') : blocks(lines, requestLine)
  const read: PastedHttp = {
    responses: responses.flatMap((block) => responseOf(block)),
    requests: [...requests.flatMap(requestOf), ...loggedRequests(lines)],
  }
  return read.responses.length + read.requests.length === 0 ? null : read
}

/** The text from each line that begins a message up to the next one. */
function blocks(lines: readonly string[], begins: RegExp): readonly string[] {
  const starts = lines.flatMap((line, at) => (begins.test(line) ? [at] : []))
  const first = lines.findIndex((line) => line.trim() !== '')
  if (begins !== statusLine && !starts.includes(first)) return []
  return starts
    .slice(0, limits.messages)
    .map((at, nth) => lines.slice(at, starts[nth + 1]).join('\n'))
}

/**
 * The messages of one direction in the output of `curl -v`. Its headers have a prefix, and its bodies and its
 * own remarks follow without order.
 */
function verboseBlocks(lines: readonly string[], prefix: '<' | '>'): readonly string[] {
  const found: string[][] = []
  let isHead = false
  for (const line of lines) {
    const own = headLine(line, prefix)
    if (own !== null && !isHead && found.push([]) > limits.messages) break
    if (own !== null) isHead = own.trim() !== ''
    const kept = own ?? (prefix === '<' && isBody(line) ? line : null)
    if (kept !== null) found.at(-1)?.push(kept)
  }
  return found.map((block) => block.join('\n'))
}

function headLine(line: string, prefix: string): string | null {
  return line === prefix || line.startsWith(`${prefix} `) ? line.slice(2) : null
}

/** Lines that begin with `*`, `{ [` or `} [` are remarks of curl. */
const isBody = (line: string) => !/^(?:[<>*](?: |$)|[{}] \[)/.test(line)

function responseOf(block: string): readonly HttpText[] {
  const read = readHttpText(block)
  if (read) return [read]
  // The status line was not copied.
  const headless = readHttpText(`HTTP/1.1 302\n${block}`)
  return headless && header(headless.headers, 'location') !== undefined ? [headless] : []
}

function requestOf(block: string): readonly RequestText[] {
  const end = block.indexOf('\n')
  const first = end < 0 ? block : block.slice(0, end)
  const target = targetOf(first)
  // The rest of a request has the form of a response.
  const rest = readHttpText(`HTTP/1.1 200\n${end < 0 ? '' : block.slice(end + 1)}`)
  if (target === null || !/^(?:\/|[a-z][a-z\d+.-]*:)/i.test(target) || !rest) return []
  const method = first.trimStart().split(/[ \t]/, 1)[0] ?? ''
  return [{ method, target, headers: rest.headers, body: rest.body }]
}

/** The target may contain raw spaces, so it ends where the version begins. */
function targetOf(line: string): string | null {
  const method = requestLine.exec(line)?.[0]
  if (method === undefined) return null
  const rest = line.slice(method.length).trim()
  const version = rest.lastIndexOf(' HTTP/')
  return version < 0 ? rest : rest.slice(0, version).trim()
}

/** Request lines inside the lines of an access log. */
function loggedRequests(lines: readonly string[]): readonly RequestText[] {
  const targets = lines.flatMap((line) => {
    const target = requestLine.test(line) ? undefined : loggedLine.exec(line)?.[1]
    return target === undefined ? [] : [target]
  })
  return targets
    .slice(0, limits.messages)
    .map((target) => ({ method: '', target, headers: [], body: '' }))
}
