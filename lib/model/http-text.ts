import type { Params } from './params'

/** An HTTP response as text, as API clients and `curl -i` print it. */
export interface HttpText {
  readonly status: number
  readonly headers: Params
  readonly body: string
}

/** Responses that `curl -i` prints before the final one: the proxy's, and `100 Continue`. */
const before =
  /^(?:HTTP\/[\d.]+ +(?:1\d\d|200 connection established)[^\n]*\n(?:[^\n]+\n)*\n){1,9}(?=HTTP\/)/i

/** Reads a whole HTTP response; null if the text does not begin with a status line. */
export function readHttpText(text: string): HttpText | null {
  const lines = text.replaceAll('\r\n', '\n').replace(before, '')
  const first = /^HTTP\/[\d.]+ +(\d{3})[^\n]*(?:\n|$)/.exec(lines)
  if (!first) return null
  const rest = lines.slice(first[0].length)
  const end = rest.search(/^\s*$/m)
  const head = end < 0 ? rest : rest.slice(0, end)
  return {
    status: Number(first[1]),
    headers: head.split('\n').flatMap(readHeader),
    body: end < 0 ? '' : rest.slice(end).trim(),
  }
}

function readHeader(line: string): Params {
  const colon = line.indexOf(':')
  return colon < 1
    ? []
    : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]]
}

/** The code point of the first character that is not allowed in a header value; null if all are allowed. */
export function notInHeader(value: string): string | null {
  const code = /[^\t\x20-\x7e\x80-\xff]/u.exec(value)?.[0].codePointAt(0)
  return code === undefined ? null : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/** The value of a header; its name is matched case-insensitively. */
export function header(headers: Params, name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1]
}

/**
 * The access token in the `Authorization` header; undefined if it contains other credentials or none.
 *
 * @see [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750.html#section-2.1)
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-7.1)
 */
export function tokenInHeader(headers: Params): string | undefined {
  const { scheme, rest } = authorizationOf(header(headers, 'authorization') ?? '')
  return /^(?:bearer|dpop)$/i.test(scheme) && rest !== '' ? rest : undefined
}

/** The scheme of an `Authorization` header and the rest. `rest` is empty if the value is only one word. */
export function authorizationOf(value: string): { readonly scheme: string; readonly rest: string } {
  const [, scheme = value, rest = ''] = /^(\S+)\s+(\S.*)?$/s.exec(value) ?? []
  return { scheme, rest }
}
