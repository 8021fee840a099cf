import { isObject, textIn, type JsonObject } from '@/lib/model/json'
import { param, type Params } from '@/lib/model/params'
import { header, readHttpText } from '@/lib/model/http-text'
import type { Issue } from '@/lib/model/issue'
import { secondsOf } from '@/lib/model/lifetime'
import { parseJson } from '@/lib/model/strict-json'
import type { Recognition } from './recognition'
import { credentials, readResponse, type ReadResponse } from './response'
import { formDecode, isSamePlace, parseUrl, splitUrl } from '@/lib/model/url'

/** Maximum characters of a pasted text; a longer one is rejected. */
const maxLength = 1_000_000

const unknown = (issue: Issue): Recognition => ({ kind: 'unknown', issues: [issue] })

type Reader = (text: string) => Recognition | null

/** Tried in this order. The first result that is not null is used. */
const readers: readonly Reader[] = [
  readPastedHttp,
  readJson,
  readRequestUri,
  readUrl,
  readParams,
  findRequestUri,
]

/**
 * Recognises a pasted text: a request_uri, a PAR response (its JSON, or a whole HTTP response), an authorize
 * URL or a redirect URL. Never throws.
 */
export function recognise(input: string): Recognition {
  if (input.length > maxLength)
    return unknown({ code: 'too_long', seen: String(input.length), expected: String(maxLength) })
  const text = unquote(input.trim())
  if (text === '') return { kind: 'empty' }
  for (const read of readers) {
    const found = read(text)
    if (found) return found
  }
  return unknown({ code: 'not_recognised', seen: excerpt(text) })
}

function unquote(text: string): string {
  const quoted = /^(["'`])([^]*)\1$/.exec(text)
  return quoted?.[2]?.trim() ?? text
}

function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function readPastedHttp(text: string): Recognition | null {
  const http = readHttpText(text)
  if (!http) return null
  const location = header(http.headers, 'location')
  if (location && http.status >= 300 && http.status < 400) return readUrl(location)
  return readParBody(http.body, http.status, http.headers)
}

function readJson(text: string): Recognition | null {
  return text.startsWith('{') || text.startsWith('[') ? readParBody(text, null, []) : null
}

/** @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.2) */
function readParBody(body: string, status: number | null, headers: Params): Recognition {
  const json = parseObject(body)
  if (typeof json === 'string')
    return unknown({ code: 'par_not_json', seen: json || excerpt(body) })
  const requestUri = json['request_uri']
  if (typeof requestUri === 'string' && requestUri !== '') {
    const lifetime = readLifetime(json['expires_in'])
    const date = Date.parse(header(headers, 'date') ?? '')
    return {
      kind: 'par-response',
      requestUri,
      expiresIn: lifetime.expiresIn,
      status,
      headers,
      body,
      date: Number.isNaN(date) ? null : date,
      issues: [...lifetime.issues, ...statusIssues(status)],
    }
  }
  if (typeof json['error'] === 'string')
    return {
      kind: 'par-error',
      status,
      error: json['error'],
      description: textIn(json, 'error_description'),
      issues: [],
    }
  return unknown({ code: 'par_without_request_uri', seen: excerpt(Object.keys(json).join(', ')) })
}

/** The parsed object; otherwise a text that shows the value or the syntax error. */
function parseObject(text: string): JsonObject | string {
  const { value, error } = parseJson(text)
  if (isObject(value)) return value
  if (error !== null) return text.trim() === '' ? '–' : error
  return Array.isArray(value) ? '[…]' : excerpt(String(value))
}

function readLifetime(value: unknown): { expiresIn: number | null; issues: readonly Issue[] } {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0)
    return { expiresIn: value, issues: [] }
  if (value === undefined) return { expiresIn: null, issues: [{ code: 'expires_in_missing' }] }
  const seen = excerpt(JSON.stringify(value))
  const digits = typeof value === 'string' ? value : null
  return { expiresIn: secondsOf(digits), issues: [{ code: 'expires_in_type', seen }] }
}

function statusIssues(status: number | null): readonly Issue[] {
  return status === null || status === 201
    ? []
    : [{ code: 'par_status', seen: String(status), expected: '201' }]
}

/**
 * A bare request_uri must be a URN. Any other text may be anything: it is read as one after `request_uri=`.
 */
function readRequestUri(text: string): Recognition | null {
  const uri = decoded(text)
  return /^urn:[^\s?#]+$/i.test(uri) ? { kind: 'request-uri', requestUri: uri, issues: [] } : null
}

/** A URN as it is in a query is encoded. */
function decoded(text: string): string {
  return /^urn%3a[^\s?#&=]*$/i.test(text) ? (formDecode(`x=${text}`)[0]?.[1] ?? text) : text
}

function readUrl(text: string): Recognition | null {
  if (/\s/.test(text) || !/^[a-z][a-z\d+.-]*:/i.test(text) || !parseUrl(text)) return null
  const response = readResponse(text)
  if (response && !isPastedRequest(response))
    return { kind: 'response', url: text, ...response, issues: [] }
  const { query } = splitUrl(text)
  const params = query === null ? [] : formDecode(query)
  if (isRequest(params)) return readAuthorizeUrl(text, params)
  return unknown({ code: 'url_without_parameters', seen: excerpt(text) })
}

/**
 * The context of a pasted URL is unknown, so its parameters decide whether it is a request. A URL at its own
 * redirect_uri is a response.
 */
function isPastedRequest({ params, target }: ReadResponse): boolean {
  const names = new Set(params.map(([name]) => name))
  if (names.has('grant_type') && !names.has('state') && !names.has('iss')) return true
  if (credentials.some((name) => names.has(name))) return false
  const redirectUri = param(params, 'redirect_uri')
  return (
    names.has('response_type') && redirectUri !== undefined && !isSamePlace(redirectUri, target)
  )
}

function isRequest(params: Params): boolean {
  const names = new Set(params.map(([name]) => name))
  return (
    names.has('request_uri') ||
    (names.has('client_id') && (names.has('request') || names.has('response_type')))
  )
}

function readAuthorizeUrl(url: string, params: Params): Recognition {
  const clientId = param(params, 'client_id') ?? null
  return {
    kind: 'authorize-url',
    url,
    clientId,
    requestUri: param(params, 'request_uri') ?? null,
    params,
    issues: clientId ? [] : [{ code: 'client_id_missing' }],
  }
}

/** `request_uri=…`, or a query without its URL. */
function readParams(text: string): Recognition | null {
  if (/\s/.test(text) || !text.includes('=')) return null
  const requestUri = param(formDecode(text.replace(/^\?/, '')), 'request_uri')
  return requestUri ? { kind: 'request-uri', requestUri, issues: [] } : null
}

/** What follows a name in a query, in JSON or in a log, and a URN that says itself that it is a request_uri. */
const inText = [
  /(?<![\w:.%-])request_uri["'\s]{0,3}[:=]["'\s]{0,3}([^\s"'&,;<>(){}]+)/gi,
  /(?<![\w:.%-])request_uri\W{1,4}(?:is\s{1,4})?(urn:[\w.~%:+/=-]+)/gi,
  /(?<![\w:.%-])(urn:[\w.:-]{0,80}?request_uri:[\w.~%:+/=-]+)/gi,
] as const

/** A request_uri anywhere in a text, such as a line of a log. */
function findRequestUri(text: string): Recognition | null {
  const found = inText.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, value = '']) => decodedInText(value)),
  )
  const [requestUri, other] = [...new Set(found)]
  if (!requestUri) return null
  if (other) return unknown({ code: 'several_request_uris', seen: String(found.length) })
  return { kind: 'request-uri', requestUri, issues: [{ code: 'text_around' }] }
}

/** A URI in a query is encoded. */
function decodedInText(value: string): string {
  return /^[a-z][a-z\d+.-]*%3a/i.test(value) ? (formDecode(`x=${value}`)[0]?.[1] ?? value) : value
}
