import type { Params } from './params'

/** A URL in three parts, as text: nothing is normalised. `query` and `fragment` come without their mark. */
export interface UrlParts {
  readonly base: string
  readonly query: string | null
  readonly fragment: string | null
}

/** Splits a URL at its first `#` and `?`; joining the parts gives the same text again. */
export function splitUrl(url: string): UrlParts {
  const hash = url.indexOf('#')
  const beforeHash = hash < 0 ? url : url.slice(0, hash)
  const mark = beforeHash.indexOf('?')
  return {
    base: mark < 0 ? beforeHash : beforeHash.slice(0, mark),
    query: mark < 0 ? null : beforeHash.slice(mark + 1),
    fragment: hash < 0 ? null : url.slice(hash + 1),
  }
}

export function joinUrl({ base, query, fragment }: UrlParts): string {
  return base + (query === null ? '' : `?${query}`) + (fragment === null ? '' : `#${fragment}`)
}

/**
 * Decodes `application/x-www-form-urlencoded` text once; order and duplicates are kept.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#appendix-B)
 */
export function formDecode(text: string): Params {
  return [...new URLSearchParams(`?${text}`)]
}

/** Encodes parameters as `application/x-www-form-urlencoded` text, in their order. */
export function formEncode(params: Params): string {
  return new URLSearchParams(params.map(([name, value]) => [name, value])).toString()
}

/** The URL, or null where the text is none. */
export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

/** Whether two URLs are one page, whatever their queries; a browser may have upgraded http to https. */
export function isSamePlace(a: string, b: string): boolean {
  return placeOf(a) === placeOf(b)
}

function placeOf(url: string): string {
  const { base } = splitUrl(url)
  return (parseUrl(base)?.href ?? base).replace(/^http:/, 'https:')
}

/** Hosts that never leave the machine, which alone may be reached without TLS. */
export function isLoopback(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}

/** https everywhere, http on loopback hosts. */
export function isReachable(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
}

/** Whether a URL names one host: a `*` in it would be a wildcard in a match pattern. */
export function isOneHost(url: URL): boolean {
  return !url.hostname.includes('*')
}

/** The URL without query and fragment, for showing where something went. */
export function withoutQuery(url: string): string {
  return splitUrl(url).base
}

export function isSameOrigin(a: string, b: string): boolean {
  const origin = parseUrl(a)?.origin
  return origin !== undefined && origin === parseUrl(b)?.origin
}
