import { maxResponseLength } from '@/lib/model/bounds'
import type { Params } from '@/lib/model/params'
import type { ResponseMode } from '@/lib/model/navigation'
import { keepParams, keepUrl } from '@/lib/model/text-bound'
import { bareRoute, splitRoute } from '@/lib/model/fragment-route'
import {
  formDecode,
  joinUrl,
  parseUrl,
  placeOnAnyPort,
  splitUrl,
  type UrlParts,
} from '@/lib/model/url'

/** Parameters whose value identifies one response. */
export const credentials: readonly string[] = ['code', 'response', 'id_token', 'access_token']

/** Parameters that make a URL or a form an authorization response. */
export const carriers: readonly string[] = ['code', 'error', 'response', 'id_token', 'access_token']

/**
 * Parameters of a request. A server may echo them in a response, so they are only decisive if nothing else
 * shows that it is one.
 */
const requestNames: ReadonlySet<string> = new Set(['response_type', 'grant_type'])

/** An authorization response, read from the URL or the form that the browser was sent to. */
export interface ReadResponse {
  readonly responseMode: ResponseMode
  readonly params: Params
  /** The URL without the response parameters. */
  readonly target: string
  /** Parameters are missing or the target is incomplete, because the response exceeded the storage limit. */
  readonly shortened?: true
}

/**
 * Reads an authorization response from a form body, a query or a fragment, in this order; null if no
 * parameter makes it a response. Any other parameter is accepted, because a client ignores unknown
 * parameters. The query of a registered redirect_uri belongs to the target.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2)
 * @see [OAuth 2.0 Multiple Response Types](https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#ResponseModes)
 */
export function readResponse(
  url: string,
  form: Params | null = null,
  redirectUris: readonly string[] = [],
): ReadResponse | null {
  const inUrl = keepUrl(url, maxResponseLength, carriers)
  const inForm = form && keepParams(form, maxResponseLength, carriers)
  const read = readKept(inUrl.kept, inForm?.kept ?? null, redirectUris)
  return read && (inUrl.shortened || inForm?.shortened) ? { ...read, shortened: true } : read
}

function readKept(
  { base, query, fragment }: UrlParts,
  form: Params | null,
  redirectUris: readonly string[],
): ReadResponse | null {
  if (form && hasCarrier(form))
    return { responseMode: 'form', params: form, target: joinUrl({ base, query, fragment: null }) }
  const own = ownSegments(base, redirectUris)
  const inQuery = separate(query, own)
  if (hasCarrier(inQuery.params))
    return {
      responseMode: 'query',
      params: inQuery.params,
      target: joinUrl({ base, query: inQuery.kept || null, fragment: null }),
    }
  const parts = splitRoute(fragment ?? '', carriers)
  const inFragment = separate(parts.params, own)
  if (!hasCarrier(inFragment.params)) return null
  const route = inFragment.kept === '' ? bareRoute(parts) : parts.route + inFragment.kept
  return {
    responseMode: 'fragment',
    params: inFragment.params,
    target: joinUrl({ base, query, fragment: route || null }),
  }
}

/** The parameters of a text, and the segments in it that belong to a registered redirect_uri. */
function separate(
  text: string | null,
  own: ReadonlySet<string>,
): { readonly params: Params; readonly kept: string } {
  const segments = text === null ? [] : text.split('&')
  const isOwn = (segment: string) => own.has(segment)
  return {
    params: formDecode(segments.filter((segment) => !isOwn(segment)).join('&')),
    kept: segments.filter(isOwn).join('&'),
  }
}

/**
 * The segments of the registered redirect_uris of this page, in the query or after a route in the fragment:
 * as registered, and as a browser writes them.
 */
function ownSegments(base: string, redirectUris: readonly string[]): ReadonlySet<string> {
  const withQuery = redirectUris.filter((uri) => uri.includes('?'))
  if (withQuery.length === 0) return new Set()
  const place = placeOnAnyPort(base)
  const registered = withQuery.filter((uri) => placeOnAnyPort(uri) === place)
  return new Set(
    registered
      .flatMap((uri) => [uri, parseUrl(uri)?.href ?? uri])
      .flatMap((uri) => {
        const { query, fragment } = splitUrl(uri)
        return [query, fragment?.split('?')[1]].flatMap((text) => (text ? text.split('&') : []))
      }),
  )
}

/** Whether parameters may also be a request. Then the context has to decide. */
export function mayBeRequest(params: Params): boolean {
  return params.some(([name]) => requestNames.has(name))
}

/** Whether parameters may be a response. */
export function hasCarrier(params: Params): boolean {
  return params.some(([name]) => carriers.includes(name))
}

/**
 * Whether two readings are the same response: the same code, token or error for the same state. An app that
 * passes its code to another page does not receive a second response.
 */
export function sameResponse(a: Params, b: Params): boolean {
  return responseKey(a) === responseKey(b)
}

const tellings = new WeakMap<Params, string>()

/** The values that identify a response. Cached, because each response is compared with all others. */
export function responseKey(params: Params): string {
  const known = tellings.get(params)
  if (known !== undefined) return known
  const text = JSON.stringify([...carriers, 'state'].map((name) => values(params, name)))
  tellings.set(params, text)
  return text
}

function values(params: Params, name: string): readonly string[] {
  return params.flatMap(([key, value]) => (key === name ? [value] : []))
}
