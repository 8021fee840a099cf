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

/** The values of all headers with a name, which is matched case-insensitively. */
export function headersNamed(headers: Params, name: string): readonly string[] {
  return headers.flatMap(([key, value]) => (key.toLowerCase() === name ? [value] : []))
}

/** The members of a comma-separated header value, in lower case. */
export function listedIn(value: string): readonly string[] {
  return value.split(',').map((member) => member.trim().toLowerCase())
}

/** The `Date` header, in milliseconds since the epoch; null if it is absent or not a date. */
export function dateIn(headers: Params): number | null {
  const date = Date.parse(header(headers, 'date') ?? '')
  return Number.isNaN(date) ? null : date
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

/**
 * The name and password of Basic credentials, which a client form-encodes first; null for other credentials.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-2.3.1)
 */
export function basicOf(
  authorization: string,
): { readonly name: string; readonly password: string } | null {
  const { scheme, rest } = authorizationOf(authorization)
  if (scheme.toLowerCase() !== 'basic') return null
  try {
    const [name = '', ...password] = atob(rest).split(':')
    return { name: formDecoded(name), password: formDecoded(password.join(':')) }
  } catch {
    return null
  }
}

const formDecoded = (text: string) => decodeURIComponent(text.replaceAll('+', ' '))
