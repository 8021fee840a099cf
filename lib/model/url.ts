import type { Params } from './params'

/** A URL as three strings, without normalisation. `query` and `fragment` do not include `?` and `#`. */
export interface UrlParts {
  readonly base: string
  readonly query: string | null
  readonly fragment: string | null
}

/** Splits a URL at its first `#` and `?`. Joining the parts restores the original text. */
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
 * Decodes `application/x-www-form-urlencoded` text once. Order and duplicates are preserved.
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

/** The parsed URL; null if the text is not a URL. */
export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

/**
 * Whether two URLs are the same page, ignoring query and fragment. http and https are equal, because a
 * browser may upgrade http.
 */
export function isSamePlace(a: string, b: string): boolean {
  return placeOf(a) === placeOf(b)
}

/** The page of a URL, in the form in which pages are compared by `isSamePlace`. */
export function placeOf(url: string): string {
  const { base } = splitUrl(url)
  return (parseUrl(base)?.href ?? base).replace(/^http:/, 'https:')
}

/**
 * The page of a redirect_uri. A native app listens on a loopback port that it only knows at start-up, so http
 * on a loopback host has no port here. RFC 8252 names the IP addresses, RFC 9700 names `localhost`.
 *
 * @see [RFC 8252](https://www.rfc-editor.org/rfc/rfc8252.html#section-7.3)
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.1.3)
 */
export function placeOnAnyPort(uri: string): string {
  const { base } = splitUrl(uri)
  const url = parseUrl(base)
  if (!url || !acceptsAnyPort(url)) return placeOf(base)
  url.port = ''
  return url.href
}

/** Whether a redirect_uri may be used with any port. */
export function acceptsAnyPort(url: URL): boolean {
  return url.protocol === 'http:' && isLoopback(url)
}

/** Whether a URL has a loopback host. Only loopback hosts may be used without TLS. */
export function isLoopback(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}

/** Whether the scheme is allowed: https, or http on a loopback host. */
export function isReachable(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
}

/**
 * Whether a page of the extension can post a form to a URL: a content security policy cannot name `[::1]`.
 *
 * @see [Content Security Policy](https://www.w3.org/TR/CSP3/#grammardef-host-part)
 */
export function acceptsForm(url: string): boolean {
  const { protocol, hostname } = parseUrl(url) ?? {}
  return protocol !== 'http:' || hostname !== '[::1]'
}

/** Whether a URL names exactly one host. A `*` in it would be a wildcard in a match pattern. */
export function isOneHost(url: URL): boolean {
  return !url.hostname.includes('*')
}

/** The URL without query and fragment. */
export function withoutQuery(url: string): string {
  return splitUrl(url).base
}

export function isSameOrigin(a: string, b: string): boolean {
  const origin = parseUrl(a)?.origin
  return origin !== undefined && origin === parseUrl(b)?.origin
}

/**
 * Percent-encodes everything except the unreserved characters. A lone surrogate becomes U+FFFD. Never throws.
 *
 * @see [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986.html#section-2.3)
 */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/**
 * A text as one segment of a path, with the octets that a path may contain as they are.
 *
 * @see [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986.html#section-3.3)
 */
export const inPath = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replaceAll('%3A', ':').replaceAll('%40', '@')
