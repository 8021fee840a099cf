import { type LoginEndKind } from '@/lib/flow/model/flow'
import { authorizationErrors } from '@/lib/oauth/errors'
import { isSamePlace, parseUrl, isSameOrigin } from '@/lib/model/url'
import { isAborted } from './browser-error'
import type { AuthorizationRequest, Hop, OAuthMessage } from '@/lib/flow/model/message'

/** The step at which the login ended without a response. A later step cancels it. */
export interface LoginEnd {
  readonly kind: LoginEndKind
  /** The authorization request of the flow. */
  readonly request: AuthorizationRequest
  /** The step that ended it: the request itself, or a later page. */
  readonly step: AuthorizationRequest | Hop
  /** A status, the code on an error page, or the browser's error text; null if an error page shows no code. */
  readonly error: string | null
}

type Ended = Pick<LoginEnd, 'kind' | 'error'>

/** The steps through the server so far. */
interface Way {
  readonly request: AuthorizationRequest | null
  readonly origins: ReadonlySet<string>
  readonly end: LoginEnd | null
}

/**
 * The step at which the newest authorization request ended without a response; null if the login may still
 * continue. A server must not redirect if `client_id` or `redirect_uri` is wrong.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2.1)
 */
export function loginEndOf(messages: readonly OAuthMessage[]): LoginEnd | null {
  const start: Way = { request: null, origins: new Set(), end: null }
  return messages.reduce(walk, start).end
}

function walk(way: Way, message: OAuthMessage): Way {
  if (message.kind === 'authorization-request')
    return {
      request: message,
      origins: new Set([originOf(message.url)]),
      end: endWith(message, message, endOfRequest(message)),
    }
  if (message.kind !== 'hop' || way.request === null || !isPartOf(way, way.request, message))
    return way
  return {
    request: way.request,
    origins: new Set([...way.origins, originOf(message.url)]),
    end: endWith(way.request, message, endOfHop(way.request, message)),
  }
}

/**
 * Excludes unrelated pages: the tab of a frame also loads other frames, and after an error the user may leave
 * for another site.
 */
function isPartOf({ end, origins }: Way, request: AuthorizationRequest, hop: Hop): boolean {
  if (request.frame === 'sub') return isSameOrigin(request.url, hop.url)
  return end === null || origins.has(originOf(hop.url))
}

function endWith(
  request: AuthorizationRequest,
  step: LoginEnd['step'],
  ended: Ended | null,
): LoginEnd | null {
  return ended && { ...ended, request, step }
}

function endOfRequest({ httpResult }: AuthorizationRequest): Ended | null {
  return atEndpoint(httpResult?.status ?? null, httpResult?.error ?? undefined)
}

function atEndpoint(status: number | null, failure: string | undefined): Ended | null {
  if (failure !== undefined)
    return isAborted(failure) ? null : { kind: 'unreachable', error: failure }
  return isError(status) ? { kind: 'refused-at-server', error: String(status) } : null
}

function endOfHop(request: AuthorizationRequest, hop: Hop): Ended | null {
  const { method, url, status, failure } = hop
  // The server, or an upgrade to https, redirects back to the authorization endpoint.
  if (method === 'GET' && isSamePlace(url, request.url)) return atEndpoint(status, failure)
  if (failure !== undefined)
    return isAborted(failure) ? null : { kind: 'page-failed', error: failure }
  if (status === null || (status >= 300 && status < 400)) return null
  const known = isError(status) ? String(status) : null
  if (isErrorPage(request, hop)) return { kind: 'error-page', error: hop.errorCode ?? known }
  return known === null ? null : { kind: 'page-failed', error: known }
}

function isError(status: number | null): status is number {
  return status !== null && status >= 400
}

/** Error codes that servers show on their own pages and never send to a redirect_uri. */
const pageErrors: ReadonlySet<string> = new Set([
  'invalid_client',
  'invalid_redirect_uri',
  'redirect_uri_mismatch',
])

/** `/error`, `/oauth2/error.html`, `/oauth-error`, `/error/400`. */
const errorPath = /(?:^|[/_-])errors?(?:-?page)?(?:\.\w+)?(?:\/|$)/i

/** A login page may also have an `error`, for example for a wrong password. */
function isErrorPage(request: AuthorizationRequest, { url, errorCode }: Hop): boolean {
  if (!isSameOrigin(request.url, url)) return false
  if (errorPath.test(parseUrl(url)?.pathname ?? '')) return true
  return (
    errorCode !== undefined &&
    (pageErrors.has(errorCode) || Object.hasOwn(authorizationErrors, errorCode))
  )
}

const originOf = (url: string) => parseUrl(url)?.origin ?? ''
