import { header } from '@/lib/model/http-text'
import { readResponse } from '@/lib/oauth/response'
import { formDecode, parseUrl, splitUrl } from '@/lib/model/url'
import { endpointOf } from './endpoint-kind'
import { readLocation, type Target } from './location'
import type { NetworkEntry } from './network-entry'
import { sentMembers, signsOf } from './oauth-signs'
import type { Observation, ObservationBase } from './observation'
import { policyHeaders } from './policy-headers'

/**
 * Whether a network entry may belong to OAuth once its response body is known. If not, the body need not be
 * read.
 */
export function mayMatter(entry: NetworkEntry): boolean {
  if (isNavigation(entry)) return navigationOf(entry, 0).length > 0
  const { request, response } = entry
  if (request.method === 'OPTIONS') return false
  const type = header(response.headers, 'content-type') ?? ''
  return matters(entry) || (request.method === 'POST' && /json|jwt/i.test(type))
}

/** Whether a network entry belongs to OAuth, judged by its contents alone. No other entry leaves DevTools. */
export function matters(entry: NetworkEntry): boolean {
  return isNavigation(entry)
    ? navigationOf(entry, 0).length > 0
    : endpointOf(entry, signsOf(entry)) !== null
}

/**
 * Whether a network entry is a navigation, or an authorization request that a script sent instead of one. A
 * script that posts such parameters pushes them, and one that sends a token calls an API.
 */
export function isNavigation(entry: NetworkEntry): boolean {
  const { loads, request } = entry
  if (loads || request.method !== 'GET') return loads !== null
  const isCall = endpointOf(entry, signsOf(entry)) !== null
  return !isCall && isRequest(formDecode(splitUrl(request.url).query ?? ''))
}

/**
 * The authorization messages of a navigation, in the form that webRequest reports them: a request with its
 * result, or the steps that contain a response. Other page loads return an empty list.
 */
export function navigationOf(entry: NetworkEntry, tabId: number): readonly Observation[] {
  const { at, request } = entry
  if (!isNavigation(entry)) return []
  const { url } = request
  const place = { source: 'devtools', webRequestId: `devtools:${at}:${url}`, tabId } as const
  const [sent, ...result] = stepsOf(entry, place, at)
  const asks = isRequest([...formDecode(splitUrl(url).query ?? ''), ...(sent.form ?? [])])
  const hasRequest = asks || readResponse(url, sent.form) !== null
  const target = targetOf(entry)
  const hasResult = asks || (target !== null && readResponse(target.location) !== null)
  return [...(hasRequest ? [sent] : []), ...(hasResult ? result : [])]
}

type Sent = Extract<Observation, { kind: 'request' }>

type Place = Pick<ObservationBase, 'source' | 'webRequestId' | 'tabId'>

/**
 * A navigation as webRequest reports it: its request, then its result if there is one. `endedAt` is the time of
 * the result, in milliseconds since the epoch.
 */
export function stepsOf(
  entry: NetworkEntry,
  place: Place,
  endedAt: number,
): readonly [Sent, ...Observation[]] {
  const { at, loads, request, response } = entry
  const { method, url } = request
  const base = {
    ...place,
    at,
    method,
    url,
    frame: loads ?? 'top',
    ...(loads === null && { fetched: true as const }),
    incognito: null,
    cookieStoreId: null,
    initiator: initiatorOf(entry),
  } as const
  const form = method === 'POST' ? sentMembers(request) : null
  const result = resultOf({ ...base, at: endedAt }, response, targetOf(entry))
  return [{ kind: 'request', ...base, form }, ...result]
}

/** Where the response of a navigation redirects; null if it does not. */
export function targetOf({ request, response }: NetworkEntry): Target | null {
  return readLocation(header(response.headers, 'location'), request.url)
}

/** The origin of the page that started a navigation; null if the page does not reveal it. */
function initiatorOf({ request }: NetworkEntry): string | null {
  const page = header(request.headers, 'referer') ?? header(request.headers, 'origin') ?? ''
  return parseUrl(page)?.origin ?? null
}

/** The result of a navigation: its status, or the browser's error text. */
function resultOf(
  base: ObservationBase,
  { status, error, headers: received }: NetworkEntry['response'],
  target: Target | null,
): readonly Observation[] {
  if (status === null) return error === null ? [] : [{ kind: 'failed', ...base, error }]
  const headers = policyHeaders(received)
  return target === null
    ? [{ kind: 'completed', ...base, headers, status }]
    : [{ kind: 'redirect', ...base, headers, status, ...target }]
}

const requestSigns: ReadonlySet<string> = new Set(['response_type', 'request_uri', 'request'])

function isRequest(params: readonly (readonly [string, string])[]): boolean {
  const names = params.map(([name]) => name)
  return names.includes('client_id') && names.some((name) => requestSigns.has(name))
}
