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
  const { at, loads, request, response } = entry
  if (!isNavigation(entry)) return []
  const { method, url } = request
  const base = {
    source: 'devtools',
    webRequestId: `devtools:${at}:${url}`,
    tabId,
    at,
    method,
    url,
    frame: loads ?? 'top',
    ...(loads === null && { fetched: true as const }),
    incognito: null,
    cookieStoreId: null,
    initiator: refererOf(entry),
  } as const
  const form = method === 'POST' ? sentMembers(request) : null
  const query = formDecode(splitUrl(url).query ?? '')
  const asks = isRequest([...query, ...(form ?? [])])
  const hasRequest = asks || readResponse(url, form) !== null
  const target = readLocation(header(response.headers, 'location'), url)
  const hasResult = asks || (target !== null && readResponse(target.location) !== null)
  return [
    ...(hasRequest ? [{ kind: 'request', ...base, form } as const] : []),
    ...(hasResult ? resultOf(base, response, target) : []),
  ]
}

/** The origin of the page that started a navigation; null if the page does not reveal it. */
function refererOf({ request }: NetworkEntry): string | null {
  return parseUrl(header(request.headers, 'referer') ?? '')?.origin ?? null
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
