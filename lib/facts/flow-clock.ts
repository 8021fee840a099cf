import type { EndpointRequest, OAuthMessage } from '@/lib/flow/model/message'
import { isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import { dateIn, header } from '@/lib/model/http-text'
import type { Params } from '@/lib/model/params'
import { parseUrl } from '@/lib/model/url'

/** A response with the time of the server. */
interface Dated {
  readonly url: string
  readonly headers: Params
  /** When the response may have been created, in milliseconds since the epoch. */
  readonly from: number
  readonly until: number
}

/**
 * Seconds by which the clock of the server differs from the clock of this machine, at the first response of each
 * server; positive if the server is ahead. Null if the message does not show it.
 */
export function clockReader(): (
  message: OAuthMessage,
  request: EndpointRequest | null,
) => number | null {
  const servers = new Set<string>()
  return (message, request) => {
    const dated = datedIn(message, request)
    const origin = dated && parseUrl(dated.url)?.origin
    if (!dated || !origin || servers.has(origin)) return null
    const skew = skewOf(dated)
    if (skew !== null) servers.add(origin)
    return skew
  }
}

function datedIn(message: OAuthMessage, request: EndpointRequest | null): Dated | null {
  if (message.source === 'pasted') return null
  if (message.kind === 'authorization-request') {
    const { url, at, httpResult } = message
    return httpResult?.headers
      ? { url, headers: httpResult.headers, from: at, until: httpResult.at }
      : null
  }
  return request && isEndpointResponse(message)
    ? { url: request.url, headers: message.headers, from: request.at, until: message.at }
    : null
}

/**
 * A `Date` has no fraction of a second. The response of a cache has the `Date` of the server, and an `Age`.
 *
 * @see [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110.html#section-6.6.1)
 */
function skewOf({ headers, from, until }: Dated): number | null {
  const date = dateIn(headers)
  if (date === null || header(headers, 'age') !== undefined) return null
  if (date > until) return (date - until) / 1000
  return date + 1000 < from ? (date + 1000 - from) / 1000 : 0
}
