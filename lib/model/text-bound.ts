import {
  keptOctets,
  maxHeaderLength,
  maxHeaders,
  maxPageLength,
  maxParams,
  shortenedLength,
  shortenedRest,
} from './bounds'
import { splitRoute } from './fragment-route'
import { splitUrl, withoutQuery } from './url'
import type { Params } from './params'

/** The stored part of a text or of parameters, and whether something was removed. */
interface Kept<T> {
  readonly kept: T
  readonly shortened: boolean
}

/** Parameters with a meaning in an authorization request or response. They are removed last. */
const meaningful: ReadonlySet<string> = new Set(
  (
    'code state iss error error_description error_uri response id_token access_token token_type expires_in ' +
    'session_state client_id redirect_uri response_type response_mode scope nonce request request_uri grant_type ' +
    'code_challenge code_challenge_method claims acr_values max_age prompt login_hint id_token_hint ui_locales ' +
    'authorization_details resource dpop_jkt'
  ).split(' '),
)

/** The beginning of a text. Does not split a surrogate pair. */
export function cutText(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}

/** The beginning of a text, with an ellipsis if the text is longer. */
export function excerpt(text: string, length: number): string {
  return text.length <= length ? text : `${cutText(text, length)}…`
}

/** A URL as stored in a message with this much room: whole, or only its beginning. */
export function keptUrl(url: string, room: number): string {
  return url.length <= room ? url : cutText(url, shortenedLength)
}

/** The URL of a page as stored: without query and fragment. */
export function keptPage(url: string): string {
  return cutText(withoutQuery(url), maxPageLength)
}

/**
 * Creates a function that decides, in one pass, which parameters are kept when there is not room for all of
 * them.
 */
function createChoice(room: number): (name: string, length: number) => boolean {
  let count = 0
  let left = room
  let rest = Math.min(shortenedRest, room)
  return (name, length) => {
    const isMeaningful = meaningful.has(name)
    const fits = isMeaningful ? length <= left : length <= shortenedLength && length <= rest
    if (!fits || length > left || count >= (isMeaningful ? 2 : 1) * maxParams) return false
    count += 1
    left -= length
    if (!isMeaningful) rest -= length
    return true
  }
}

/**
 * The segments of a form-encoded text that are stored: all of them, unless they are too long or too many.
 * Then parameters with a meaning in OAuth come first, and the first of the rest. Does not decode the text.
 * `signs` are the parameters by which a message is recognised; their names are kept even if there is no room
 * for their values.
 */
function keepSegments(text: string, room: number, signs: readonly string[]): Kept<string> {
  if (text.length <= room && countOf(text) <= maxParams) return { kept: text, shortened: false }
  const choose = createChoice(room)
  const kept: string[] = []
  const emptied = new Set(signs)
  for (let from = 0; from <= text.length;) {
    const end = endOf(text, from)
    const equals = text.slice(from, Math.min(end, from + 40)).indexOf('=')
    const name = equals < 0 ? '' : text.slice(from, from + equals)
    if (choose(name, end - from)) kept.push(text.slice(from, end))
    else if (emptied.delete(name)) kept.push(`${name}=`)
    from = end + 1
  }
  return { kept: kept.join('&'), shortened: true }
}

function endOf(text: string, from: number): number {
  const end = text.indexOf('&', from)
  return end < 0 ? text.length : end
}

function countOf(text: string): number {
  let count = 1
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) count += 1
  return count
}

/** A URL whose query and fragment are shortened by `keepSegments`. */
export function keepUrl(
  url: string,
  room: number,
  signs: readonly string[] = [],
): Kept<ReturnType<typeof splitUrl>> {
  const { base, query, fragment } = splitUrl(url)
  const { route, params } = splitRoute(fragment ?? '', signs)
  const inQuery = keepSegments(query ?? '', room, signs)
  const inFragment = keepSegments(params, room, signs)
  return {
    kept: {
      base: keptUrl(base, room),
      query: query && inQuery.kept,
      fragment: fragment && keptUrl(route, room) + inFragment.kept,
    },
    shortened: url.length > room || inQuery.shortened || inFragment.shortened,
  }
}

/** Decoded parameters, shortened by the same rules as in `keepSegments`. */
export function keepParams(
  params: Params,
  room: number,
  signs: readonly string[] = [],
): Kept<Params> {
  const lengthOf = ([name, value]: Params[number]) => name.length + value.length
  const length = params.reduce((sum, param) => sum + lengthOf(param), 0)
  if (length <= room && params.length <= maxParams) return { kept: params, shortened: false }
  const choose = createChoice(room)
  const emptied = new Set(signs)
  const kept = params.flatMap((param): Params => {
    const [name] = param
    if (choose(name, lengthOf(param))) return [param]
    return emptied.delete(name) ? [[name, '']] : []
  })
  return { kept, shortened: true }
}

/** The headers that are stored with a message. */
export function keepHeaders(headers: Params): Params {
  const isLong = ([name, value]: Params[number]) => name.length + value.length > maxHeaderLength
  return headers.length <= maxHeaders && !headers.some(isLong)
    ? headers
    : headers.slice(0, maxHeaders).filter((header) => !isLong(header))
}

/** The stored beginning of a body, in whole characters, and whether it was truncated. */
export function cutBody(text: string): { readonly body: string; readonly truncated: boolean } {
  if (text.length * 3 <= keptOctets) return { body: text, truncated: false }
  const octets = new TextEncoder().encode(text)
  if (octets.length <= keptOctets) return { body: text, truncated: false }
  const decoder = new TextDecoder()
  return {
    body: decoder.decode(octets.subarray(0, keptOctets), { stream: true }),
    truncated: true,
  }
}
