import { maxResponseLength } from '@/lib/model/bounds'
import type { Params } from '@/lib/model/params'
import type { ResponseMode } from '@/lib/model/navigation'
import { keepParams, keepUrl } from '@/lib/model/text-bound'
import { formDecode, joinUrl, splitUrl, type UrlParts } from '@/lib/model/url'

/** Parameters that only one response can hold. */
export const credentials: readonly string[] = ['code', 'response', 'id_token', 'access_token']

/** Parameters of which one makes a URL or a form an authorization response. */
export const carriers: readonly string[] = ['code', 'error', 'response', 'id_token', 'access_token']

/**
 * Parameters of a request. A server may echo them in its response, so they only count where nothing else
 * says that it is one.
 */
const requestNames: ReadonlySet<string> = new Set(['response_type', 'grant_type'])

/** An authorization response as it was read from where the browser was sent to. */
export interface ReadResponse {
  readonly responseMode: ResponseMode
  readonly params: Params
  /** The URL without the response parameters. */
  readonly target: string
  /** It was longer than what is kept: parameters are missing, or the target is incomplete. */
  readonly shortened?: true
}

/**
 * Reads an authorization response from a form body, a query or a fragment, in this order; null
 * without a parameter that makes it one. Any other parameter is accepted: a client ignores what it does
 * not recognise. What a registered redirect_uri has in its own query belongs to the target.
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
  const segments = query === null ? [] : query.split('&')
  const params = formDecode(segments.filter((segment) => !own.has(segment)).join('&'))
  if (hasCarrier(params)) {
    const kept = segments.filter((segment) => own.has(segment)).join('&')
    return {
      responseMode: 'query',
      params,
      target: joinUrl({ base, query: kept || null, fragment: null }),
    }
  }
  const fragmentParams = fragment === null ? [] : formDecode(fragment)
  if (!hasCarrier(fragmentParams)) return null
  return {
    responseMode: 'fragment',
    params: fragmentParams,
    target: joinUrl({ base, query, fragment: null }),
  }
}

/** The query segments, as text, that a registered redirect_uri of this base has itself. */
function ownSegments(base: string, redirectUris: readonly string[]): ReadonlySet<string> {
  const registered = redirectUris.map(splitUrl).filter((parts) => parts.base === base)
  return new Set(registered.flatMap(({ query }) => (query ? query.split('&') : [])))
}

/** Whether parameters may also be a request: where they came from has to say what they are. */
export function mayBeRequest(params: Params): boolean {
  return params.some(([name]) => requestNames.has(name))
}

/** Whether parameters may be a response at all. */
export function hasCarrier(params: Params): boolean {
  return params.some(([name]) => carriers.includes(name))
}

/**
 * Two readings tell of one response when they hand over the same code, token or error for the same
 * state: an app that passes its code on to another page gets no second response.
 */
export function sameResponse(a: Params, b: Params): boolean {
  return telling(a) === telling(b)
}

const tellings = new WeakMap<Params, string>()

/** What makes it the same response; made once, though each is compared with all others. */
function telling(params: Params): string {
  const known = tellings.get(params)
  if (known !== undefined) return known
  const text = JSON.stringify([...carriers, 'state'].map((name) => values(params, name)))
  tellings.set(params, text)
  return text
}

function values(params: Params, name: string): readonly string[] {
  return params.flatMap(([key, value]) => (key === name ? [value] : []))
}
