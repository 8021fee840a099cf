import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import { isEndpointRequest, isEndpointResponse, isSuccess } from '@/lib/flow/read/endpoint-response'
import { jsonObjectOf, textIn } from '@/lib/model/json'
import { param } from '@/lib/model/params'

/** What earlier token requests with the same device code or `auth_req_id` show. */
export interface Poll {
  readonly grant: 'device' | 'backchannel'
  /** Milliseconds since the request before. */
  readonly since: number
  /** How often the server responded with `slow_down`. */
  readonly slowDowns: number
  /** The error that ended polling; null if it has not ended. */
  readonly endedBy: string | null
  /** The code was exchanged for tokens before. */
  readonly isExchanged: boolean
}

export interface PollFacts {
  /** Null for the first request, and for any other grant. */
  readonly poll: Poll | null
}

interface Known {
  readonly at: number
  /** The time of the request before that one. */
  readonly before: number
  readonly slowDowns: number
  readonly endedBy: string | null
  readonly isExchanged: boolean
}

const grants = [
  ['urn:ietf:params:oauth:grant-type:device_code', 'device_code', 'device'],
  ['urn:openid:params:grant-type:ciba', 'auth_req_id', 'backchannel'],
] as const

/** @see [RFC 8628](https://www.rfc-editor.org/rfc/rfc8628.html#section-3.5) */
const ending: ReadonlySet<string> = new Set(['access_denied', 'expired_token'])

/** Reads the messages of a flow one after the other. The facts are about the request of each message. */
export function pollReader(): (
  message: OAuthMessage,
  request: EndpointRequest | null,
) => PollFacts {
  const known = new Map<string, Known>()
  const facts = new Map<string, Poll | null>()

  const begin = (request: EndpointRequest): PollFacts => {
    const grant = pollOf(request)
    if (!grant) return { poll: null }
    const before = known.get(grant.key)
    const poll = before ? { ...before, grant: grant.name, since: request.at - before.at } : null
    known.set(grant.key, { ...(before ?? fresh), at: request.at, before: before?.at ?? 0 })
    facts.set(request.id, poll)
    return { poll }
  }
  const end = (request: EndpointRequest, response: EndpointResponse): PollFacts => {
    const grant = pollOf(request)
    const before = grant && known.get(grant.key)
    if (!grant || !before) return { poll: null }
    const poll = facts.get(request.id) ?? null
    const isExchanged = before.isExchanged
    known.set(grant.key, after(before, response))
    return { poll: poll && { ...poll, isExchanged } }
  }
  return (message, request) => {
    if (isEndpointRequest(message)) return begin(message)
    return request && isEndpointResponse(message) ? end(request, message) : { poll: null }
  }
}

function after(before: Known, response: EndpointResponse): Known {
  if (isSuccess(response)) return { ...before, isExchanged: true }
  const error = textIn(jsonObjectOf(response.body), 'error') ?? ''
  // The next request repeats this one with the nonce of the server.
  if (error === 'use_dpop_nonce') return { ...before, at: before.before }
  if (error === 'slow_down') return { ...before, slowDowns: before.slowDowns + 1 }
  return ending.has(error) ? { ...before, endedBy: error } : before
}

const fresh: Known = { at: 0, before: 0, slowDowns: 0, endedBy: null, isExchanged: false }

function pollOf({ kind, url, params }: EndpointRequest) {
  if (kind !== 'token-request') return null
  const found = grants.find(([grantType]) => param(params, 'grant_type') === grantType)
  if (!found) return null
  const [, name, grant] = found
  const value = param(params, name)
  return value ? { name: grant, key: `${url} ${name} ${value}` } : null
}
