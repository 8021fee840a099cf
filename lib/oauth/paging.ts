import { headersNamed } from '@/lib/model/http-text'
import { isObject, jsonObjectOf, type JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import { parseUrl } from '@/lib/model/url'

/** Where a response has the URLs of the other pages. */
export type PagingRule =
  'auto' | 'Links.Next' | 'links.next' | '_links.next.href' | 'Link' | 'next' | 'none'

interface Paged {
  readonly headers: Params
  readonly body: string
}

interface Found {
  readonly next: unknown
  readonly previous: unknown
}

const nowhere: Found = { next: undefined, previous: undefined }

/** The readers by rule, in the order in which they are tried. */
const readers = {
  'Links.Next': ({ body }) => members(body, 'Links', 'Next', 'Prev'),
  'links.next': ({ body }) => members(body, 'links', 'next', 'prev'),
  '_links.next.href': ({ body }) => members(body, '_links', 'next', 'previous'),
  Link: ({ headers }) => linkHeader(headersNamed(headers, 'link').join(', ')),
  next: ({ body }) => pick(jsonObjectOf(body), 'next', 'previous'),
} as const satisfies Readonly<Record<string, (response: Paged) => Found>>

type ReadRule = keyof typeof readers
const readRules = Object.keys(readers) as readonly ReadRule[]

/** The rules in the order of the form. */
export const pagingRules: readonly PagingRule[] = ['auto', ...readRules, 'none']

/** The other pages of a response. */
export interface Pages {
  /** The rule that found a link; null if none did. */
  readonly rule: ReadRule | null
  /** Absolute URLs; null without one. A link that is not a URL is null as well. */
  readonly next: string | null
  readonly previous: string | null
  /** The link to the next page leads to this page again. */
  readonly repeats: boolean
  /** The number of this page, if the response or its URL has one. */
  readonly page: number | null
  readonly pages: number | null
  /** The elements on this page, and on all pages. */
  readonly elements: number | null
  readonly total: number | null
}

/**
 * Reads where the other pages of a response are. Nothing is followed.
 *
 * @see [RFC 8288](https://www.rfc-editor.org/rfc/rfc8288.html#section-3)
 */
export function pagesOf(url: string, response: Paged, rule: PagingRule): Pages {
  const found = linksIn(response, rule)
  const next = absolute(urlIn(found?.next), url)
  const json = jsonObjectOf(response.body)
  return {
    rule: found?.rule ?? null,
    next,
    previous: absolute(urlIn(found?.previous), url),
    repeats: next !== null && next === parseUrl(url)?.href,
    page: pageIn(url) ?? pageIn(selfIn(json)),
    pages: metaNumber(json, 'TotalPages', 'totalPages'),
    elements: elementsIn(json),
    total: metaNumber(json, 'TotalRecords', 'totalRecords'),
  }
}

/** The links of the first rule that finds one. */
function linksIn(response: Paged, rule: PagingRule) {
  const tried = rule === 'auto' ? readRules : rule === 'none' ? [] : [rule]
  return tried
    .map((each) => ({ rule: each, ...readers[each](response) }))
    .find(({ next, previous }) => urlIn(next) !== null || urlIn(previous) !== null)
}

function selfIn(json: JsonObject | null): string {
  const links = objectIn(json, 'Links') ?? objectIn(json, 'links')
  return urlIn(links?.['Self'] ?? links?.['self']) ?? ''
}

function metaNumber(json: JsonObject | null, ...names: readonly string[]): number | null {
  const meta = objectIn(json, 'Meta') ?? objectIn(json, 'meta')
  return count(names.map((name) => meta?.[name]).find((value) => value !== undefined))
}

function members(body: string, group: string, next: string, previous: string): Found {
  return pick(objectIn(jsonObjectOf(body), group), next, previous)
}

function pick(json: JsonObject | null, next: string, previous: string): Found {
  return json ? { next: json[next], previous: json[previous] } : nowhere
}

function objectIn(json: JsonObject | null, name: string): JsonObject | null {
  const value = json?.[name]
  return isObject(value) ? value : null
}

/** A link is a text, or an object with `href`. */
function urlIn(link: unknown): string | null {
  const text = isObject(link) ? link['href'] : link
  return typeof text === 'string' && text !== '' ? text : null
}

const linkValue = /<([^<>]{1,4000})>([^<]{0,1000})/g
const relation = /;\s{0,10}rel\s{0,10}=\s{0,10}"?([\w -]{1,100})/i

function linkHeader(text: string): Found {
  const byRelation = new Map<string, string>()
  for (const [, url = '', params = ''] of text.matchAll(linkValue))
    for (const name of relation.exec(params)?.[1]?.toLowerCase().split(' ') ?? [])
      if (!byRelation.has(name)) byRelation.set(name, url)
  return {
    next: byRelation.get('next'),
    previous: byRelation.get('prev') ?? byRelation.get('previous'),
  }
}

function absolute(link: string | null, base: string): string | null {
  if (link === null) return null
  try {
    const url = new URL(link, base)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}

/** The number of the page in the query of a URL. */
function pageIn(url: string): number | null {
  const text = parseUrl(url)?.searchParams.get('page') ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}

/** The length of the only list in the data of a response. */
function elementsIn(json: JsonObject | null): number | null {
  const data = json?.['Data'] ?? json?.['data'] ?? json
  if (Array.isArray(data)) return data.length
  if (!isObject(data)) return null
  const lists = Object.values(data).filter((value) => Array.isArray(value))
  return lists.length === 1 ? (lists[0]?.length ?? null) : null
}
