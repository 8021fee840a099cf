import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationRequest, Hop } from '@/lib/flow/model/message'
import type { ProbePage } from '@/lib/oauth/probes/run'
import type { ProbeReason } from '@/lib/model/probe'
import { param } from '@/lib/model/params'
import { stepNamed } from '@/lib/oauth/probes/table'
import { isSameOrigin, isSamePlace } from '@/lib/model/url'
import { responsesOf } from './find-response'
import { loginEndOf, type LoginEnd } from './login-end'
import { isClosed, membersOf } from './response-members'

/** What the browser showed after a wrong authorization request. */
export type SeenPage =
  | { readonly kind: 'waiting' }
  /** A page whose contents only the tester sees. */
  | { readonly kind: 'page'; readonly status: number | null }
  | { readonly kind: 'refused'; readonly status: number | null; readonly error: string | null }
  | { readonly kind: 'accepted'; readonly status: number | null }
  | { readonly kind: 'failure'; readonly reason: ProbeReason }

/**
 * Reads from the messages of a flow what the server did with its authorization request. A refusal counts if the page
 * is on the server's own origin with a status from 400 to 499, or if an error arrives with the right `state`.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2.1)
 */
export function seenPageOf(flow: Flow, mark: ProbePage | null): SeenPage {
  const seen = ofResponse(flow) ?? ofPages(flow)
  if (mark === null || seen.kind === 'failure') return seen
  const status = 'status' in seen ? seen.status : null
  return mark === 'login' ? { kind: 'accepted', status } : { kind: 'refused', status, error: null }
}

function ofResponse(flow: Flow): SeenPage | null {
  const response = responsesOf(flow).at(-1)
  if (!response) return null
  if (isClosed(response)) return { kind: 'page', status: null }
  const members = membersOf(response)
  const error = param(members, 'error')
  const isWrongPlace = leadsElsewhere(flow)
  const sent = flow.requested.redirectUri
  if (isWrongPlace && sent !== null && isSamePlace(response.target, sent))
    return { kind: 'accepted', status: response.status }
  if (error === undefined) return { kind: 'accepted', status: response.status }
  const { state } = flow.expected
  const isOwn = state === null || param(members, 'state') === state
  return isOwn
    ? { kind: 'refused', status: null, error }
    : { kind: 'page', status: response.status }
}

/** Whether the request names a redirect_uri that is not registered. */
function leadsElsewhere({ negativeTest }: Flow): boolean {
  if (!negativeTest || negativeTest.isBaseline) return false
  return stepNamed(negativeTest.step)?.probe.wrongRedirect === true
}

function ofPages(flow: Flow): SeenPage {
  const { messages, tabClosed } = flow
  const end = loginEndOf(messages)
  if (end) return ofEnd(end)
  const request = messages.findLast((message) => message.kind === 'authorization-request')
  const page = messages.findLast((message) => message.kind === 'hop')
  const shown = page && request ? ofHop(page, request) : ofEndpoint(request)
  if (shown) return shown
  return tabClosed ? { kind: 'failure', reason: 'tab_closed' } : { kind: 'waiting' }
}

function ofEnd({ kind, request, step, error }: LoginEnd): SeenPage {
  if (kind === 'unreachable') return { kind: 'failure', reason: 'network' }
  const status = step.kind === 'hop' ? step.status : statusOf(request)
  if (status === null) return { kind: 'failure', reason: 'network' }
  if (status === 429) return { kind: 'failure', reason: 'rate_limited' }
  if (status >= 500) return { kind: 'failure', reason: 'server_error' }
  const isOwn = step.kind !== 'hop' || isSameOrigin(step.url, request.url)
  if (status < 400 || !isOwn) return { kind: 'page', status }
  const code = error !== null && !/^\d{3}$/.test(error) ? error : null
  return { kind: 'refused', status, error: code }
}

const statusOf = ({ httpResult }: AuthorizationRequest) => httpResult?.status ?? null

/** The server led the browser to another page without an error, as it does to a login. */
function ofHop({ status, url }: Hop, request: AuthorizationRequest): SeenPage | null {
  if (status === null || (status >= 300 && status < 400)) return null
  return isSamePlace(url, request.url) ? { kind: 'page', status } : { kind: 'accepted', status }
}

/** A page at the endpoint itself may be a login or an error. */
function ofEndpoint(request: AuthorizationRequest | undefined): SeenPage | null {
  const status = request ? statusOf(request) : null
  return status === null || (status >= 300 && status < 400) ? null : { kind: 'page', status }
}
