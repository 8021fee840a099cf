import { mayMatter, isNavigation, targetOf } from '@/lib/capture/devtools'
import { contentOf } from '@/lib/capture/har'
import {
  createCounter,
  readEntry,
  withContent,
  type NetworkEntry,
} from '@/lib/capture/network-entry'
import { header } from '@/lib/model/http-text'
import type { Issue } from '@/lib/model/issue'
import { isObject, type JsonObject } from '@/lib/model/json'
import { parseJson } from '@/lib/model/strict-json'
import { cutText } from '@/lib/model/text-bound'
import { readWellKnown } from '@/lib/oauth/well-known-form'
import { createSplitter } from './har-split'
import type { RecordedDocument, RecordedEntry, Recording } from './recording'

/**
 * Limits of a file: its levels, the characters of an entry and of all that is not an entry, the entries that may
 * be part of a flow, and its documents.
 */
const limits = {
  levels: 64,
  entry: 10_000_000,
  rest: 4_000_000,
  entries: 20_000,
  documents: 50,
} as const

const limitCodes = { levels: 'har_deep', rest: 'har_rest' } as const

/** Characters of a name in a file. */
const maxName = 60

/** The content of a file: a recording, any other text, or why it was refused. */
export type ReadFile =
  | { readonly kind: 'recording'; readonly recording: Recording }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly issue: Issue }

export interface FileReader {
  /** Reads on; an issue if the file is refused. */
  push(chunk: string): Issue | null
  end(): ReadFile
  /** Entries that have been read. */
  count(): number
}

/**
 * Reads a file that arrives in pieces. Of a recording, only what may belong to OAuth is kept.
 *
 * @see [HAR 1.2](https://w3c.github.io/web-performance/specs/HAR/Overview.html)
 */
export function createFileReader(now: number): FileReader {
  const kept: RecordedEntry[] = []
  const documents: RecordedDocument[] = []
  const left = { asset: 0, other: 0, unread: 0 }
  const nthOf = createCounter()
  let count = 0
  let issue: Issue | null = null
  // An entry without a time follows the one before it.
  let time = now

  const take = (text: string | null): void => {
    if (issue) return
    count += 1
    if (text === null) {
      left.unread += 1
      return
    }
    let raw: unknown
    try {
      raw = JSON.parse(text) as unknown
    } catch {
      issue = { code: 'har_json', seen: placeOf(text, count) }
      return
    }
    const read = readEntry(raw, time)
    if (!read || !isObject(raw)) {
      left.unread += 1
      return
    }
    time = read.at
    const entry = withLoads(read, raw)
    const document = documents.length < limits.documents ? documentOf(entry, raw) : null
    if (document) documents.push(document)
    else if (isNavigation(entry) || mayMatter(entry)) keep(entry, raw)
    else left[isAsset(raw) ? 'asset' : 'other'] += 1
  }

  const keep = (entry: NetworkEntry, raw: JsonObject): void => {
    const whole = entry.loads ? entry : withContent(entry, contentIn(raw))
    kept.push({ entry: { ...whole, nth: nthOf(entry) }, page: pageOf(raw) })
    if (kept.length > limits.entries) issue = { code: 'har_many', expected: String(limits.entries) }
  }

  const splitter = createSplitter(take, limits)
  return {
    count: () => count,
    push: (chunk) => {
      const exceeded = splitter.push(chunk)
      if (exceeded) issue = { code: limitCodes[exceeded], expected: String(limits[exceeded]) }
      return issue
    },
    end: () => {
      const rest = splitter.end()
      if (issue) return { kind: 'refused', issue }
      if (!rest.isRecording) return { kind: 'text', text: rest.text }
      if (rest.isCutOff)
        return { kind: 'refused', issue: { code: 'har_cut_off', seen: String(rest.characters) } }
      const { value, error } = parseJson(rest.text, limits.levels)
      if (error !== null) return { kind: 'refused', issue: { code: 'har_json', seen: error } }
      const log = isObject(value) && isObject(value['log']) ? value['log'] : {}
      const version = versionIssue(log['version'])
      if (version) return { kind: 'refused', issue: version }
      const entries = kept.toSorted((a, b) => a.entry.at - b.entry.at)
      return {
        kind: 'recording',
        recording: { ...toolOf(log), entries, documents, count, left },
      }
    },
  }
}

function placeOf(text: string, number: number): string {
  return cutText(`${parseJson(text, limits.levels).error ?? ''} (${number})`, 200)
}

/** @see [HAR 1.2](https://w3c.github.io/web-performance/specs/HAR/Overview.html#sec-object-types-log) */
function versionIssue(version: unknown): Issue | null {
  const isKnown = version === undefined || version === '' || /^1(?:\.\d+)?$/.test(String(version))
  if (isKnown) return null
  return { code: 'har_version', seen: cutText(JSON.stringify(version), maxName), expected: '1.2' }
}

/** The names of what browsers record with; each recording has one tab. */
const browsers = /^(?:WebInspector|WebKit Web Inspector|Firefox)\b/i

/** The browser that recorded it, otherwise the program that wrote it. */
function toolOf({ creator, browser }: JsonObject): Pick<Recording, 'tool' | 'isOneTab'> {
  const named = nameOf(browser) || nameOf(creator)
  return { tool: named, isOneTab: browsers.test(nameOf(creator)) }
}

function nameOf(program: unknown): string {
  if (!isObject(program)) return ''
  const parts = [program['name'], program['version']]
  return parts
    .filter((part) => typeof part === 'string' && part !== '')
    .map((part) => cutText(String(part), maxName))
    .join(' ')
}

function pageOf({ pageref }: JsonObject): string | null {
  return typeof pageref === 'string' && pageref !== '' ? pageref : null
}

function contentIn({ response }: JsonObject) {
  return contentOf(isObject(response) ? response['content'] : null)
}

/**
 * Some tools write neither the headers of a request nor its type. A GET that is redirected, or that gets a page,
 * is a navigation then.
 */
function withLoads(entry: NetworkEntry, { _resourceType: type }: JsonObject): NetworkEntry {
  const { loads, request, response } = entry
  const isNamed =
    type !== undefined ||
    request.headers.some(([name]) => /^(?:accept|authorization|dpop|sec-.*)$/i.test(name))
  if (loads || isNamed || request.method !== 'GET') return entry
  const mime = header(response.headers, 'content-type') ?? ''
  const isPage = targetOf(entry) !== null || /^text\/html\b/i.test(mime)
  return isPage ? { ...entry, loads: 'top' } : entry
}

const assetTypes = /^(?:image|stylesheet|script|font|media|texttrack|manifest|prefetch)$/i
const assetMimes = /^(?:image|font|audio|video)\/|\b(?:css|javascript|ecmascript|wasm)\b/i

function isAsset({ _resourceType: type, response }: JsonObject): boolean {
  if (typeof type === 'string' && assetTypes.test(type)) return true
  const content = isObject(response) ? response['content'] : null
  const mime = isObject(content) ? content['mimeType'] : null
  return typeof mime === 'string' && assetMimes.test(mime)
}

/** A document at a well-known URL, or one that has keys. */
function documentOf(entry: NetworkEntry, raw: JsonObject): RecordedDocument | null {
  const { request, response, at } = entry
  if (request.method !== 'GET' || response.status !== 200) return null
  const isMetadata = readWellKnown(request.url) !== null
  const type = header(response.headers, 'content-type') ?? ''
  if (!isMetadata && !/json/i.test(type)) return null
  const { body, truncated } = withContent(entry, contentIn(raw)).response
  const isKeys = /"keys"\s*:\s*\[/.test(body) && /"kty"/.test(body)
  if (truncated || body === '' || !(isMetadata || isKeys)) return null
  const headers = response.headers.filter(([name]) =>
    /^(?:content-type|cache-control)$/i.test(name),
  )
  return { url: request.url, at, headers, body }
}
