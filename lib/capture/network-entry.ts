import type { Content } from './har'
import { cutBody } from '@/lib/model/text-bound'
import type { Frame } from '@/lib/model/navigation'
import type { Params } from '@/lib/model/params'
import { isObject } from '@/lib/model/json'
import { header } from '@/lib/model/http-text'
import { parseUrl } from '@/lib/model/url'

/** A request of a page and its response, as reported by DevTools. */
export interface NetworkEntry {
  /** When the request was sent, in milliseconds since the epoch. */
  readonly at: number
  /** Number of equal requests sent earlier in the same millisecond. */
  readonly nth: number
  /** Milliseconds from the request to the complete response, as reported; null if not reported. */
  readonly took: number | null
  /** The kind of navigation: a page, or a frame inside a page. Null for a request of a script. */
  readonly loads: Frame | null
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Params
    /** Empty if nothing was sent, or if the body is not text. */
    readonly body: string
  }
  readonly response: {
    /** Null if no response was received. */
    readonly status: number | null
    readonly headers: Params
    readonly body: string
    /** The body was longer. An empty body with this flag is not text, or was discarded before it could be read. */
    readonly truncated: boolean
    /** Why no response was received, in the browser's words; null if not reported. */
    readonly error: string | null
  }
}

/**
 * Reads an entry of an HTTP archive as far as possible. Leaves out invalid parts. Null if it does not contain
 * an http request. `now` replaces an invalid time.
 *
 * @see [HAR 1.2](http://www.softwareishard.com/blog/har-12-spec/#entries)
 */
export function readEntry(entry: unknown, now: number): NetworkEntry | null {
  const { startedDateTime, time, request, response, _resourceType: resourceType } = objectIn(entry)
  const { method, url, headers, postData } = objectIn(request)
  const parsed = typeof url === 'string' ? parseUrl(url) : null
  if (typeof url !== 'string' || !parsed || !/^https?:$/.test(parsed.protocol)) return null
  const sent = readSentHeaders(headers, postData)
  return {
    at: timeOf(startedDateTime) ?? now,
    nth: 0,
    took: typeof time === 'number' && Number.isFinite(time) && time >= 0 ? time : null,
    loads: loadedBy(sent, resourceType),
    request: {
      method: typeof method === 'string' && method !== '' ? method.toUpperCase() : 'GET',
      url,
      headers: sent,
      body: readPostData(postData, header(sent, 'content-type') ?? ''),
    },
    response: { ...readResponse(response), body: '' },
  }
}

/**
 * Browsers send Fetch Metadata to secure origins only. A navigation accepts HTML first, and a script anything.
 *
 * @see [Fetch Metadata](https://www.w3.org/TR/fetch-metadata/#sec-fetch-mode-header)
 */
function loadedBy(headers: Params, resourceType: unknown): Frame | null {
  const mode = header(headers, 'sec-fetch-mode')
  const accepts = header(headers, 'accept') ?? ''
  const isDocument =
    resourceType === undefined ? /^ *text\/html\b/i.test(accepts) : resourceType === 'document'
  if (mode === undefined ? !isDocument : mode !== 'navigate') return null
  return /^i?frame$/.test(header(headers, 'sec-fetch-dest') ?? '') ? 'sub' : 'top'
}

/** Adds the response body to an entry. With null the body stays empty. */
export function withContent(entry: NetworkEntry, content: Content | null): NetworkEntry {
  const { response } = entry
  const text = content && readContent(content, header(response.headers, 'content-type') ?? '')
  return text === null ? entry : { ...entry, response: { ...response, ...cutBody(text) } }
}

function readContent({ text, isBase64 }: Content, type: string): string | null {
  if (!isText(type)) return null
  if (!isBase64) return text
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)))
  } catch {
    return null
  }
}

/** Files and images do not contain OAuth messages. A body without a media type is read. */
function isText(type: string): boolean {
  return !/^(?:image|audio|video|font|multipart)\/|octet-stream|\bzip\b|\bpdf\b|\bwasm\b/i.test(
    type,
  )
}

function readPostData(postData: unknown, type: string): string {
  const { text, params, mimeType, encoding } = objectIn(postData)
  const named = typeof mimeType === 'string' ? mimeType : type
  if (!isText(named)) return ''
  if (typeof text === 'string' && text !== '')
    return cutBody(readContent({ text, isBase64: encoding === 'base64' }, named) ?? '').body
  return cutBody(String(new URLSearchParams(readPairs(params)))).body
}

function readResponse(response: unknown): Omit<NetworkEntry['response'], 'body'> {
  const { status, headers, content, redirectURL, _error: error } = objectIn(response)
  const received = typeof status === 'number' && status >= 100 && status <= 599 ? status : null
  return {
    status: received,
    headers: withTarget(readHeaders(headers), redirectURL),
    truncated: received !== null && !bodiless.has(received) && objectIn(content)['size'] !== 0,
    error: typeof error === 'string' && error !== '' ? error : null,
  }
}

/** Some tools report where a response redirects, but not its header. */
function withTarget(headers: Params, redirectUrl: unknown): Params {
  const isMissing = typeof redirectUrl === 'string' && redirectUrl !== ''
  return isMissing && header(headers, 'location') === undefined
    ? [...headers, ['location', redirectUrl]]
    : headers
}

/** Statuses whose responses have no body. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304])

/** Cookies are private to the page and are not stored. `:authority` and similar entries are not headers. */
const leftOut = /^(?:cookie|set-cookie|:.*)$/i

function readHeaders(headers: unknown): Params {
  return readPairs(headers).filter(([name]) => !leftOut.test(name))
}

/** Firefox may report the media type of a form without reporting the headers. */
function readSentHeaders(headers: unknown, postData: unknown): Params {
  const read = readHeaders(headers)
  const { mimeType } = objectIn(postData)
  return read.length === 0 && typeof mimeType === 'string' ? [['content-type', mimeType]] : read
}

function readPairs(list: unknown): [name: string, value: string][] {
  if (!Array.isArray(list)) return []
  return list.flatMap((pair: unknown): [string, string][] => {
    const { name, value } = objectIn(pair)
    return typeof name === 'string' && typeof value === 'string' ? [[name, value]] : []
  })
}

function timeOf(text: unknown): number | null {
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? null : time
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {}
}

/**
 * Creates a counter for one report from DevTools. It returns the number of earlier entries with the same
 * request and time.
 */
export function createCounter(): (entry: NetworkEntry) => number {
  const counts = new Map<string, number>()
  return ({ at, request }) => {
    const key = JSON.stringify([at, request])
    const count = counts.get(key) ?? 0
    counts.set(key, count + 1)
    return count
  }
}
