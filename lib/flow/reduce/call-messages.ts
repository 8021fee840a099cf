import { requestOf } from '@/lib/flow/read/endpoint-response'
import { formDecode } from '@/lib/model/url'
import { header } from '@/lib/model/http-text'
import { secondsOf } from '@/lib/model/lifetime'
import type { Flow } from '@/lib/flow/model/flow'
import type { CallPurpose } from '@/lib/flow/model/flow-consent'
import { keepHeaders } from '@/lib/model/text-bound'
import type { Endpoint } from '@/lib/model/endpoint'
import type {
  EndpointRequest,
  EndpointResponse,
  OAuthMessage,
  ParResponse,
} from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import { jsonObjectOf } from '@/lib/model/json'
import { withReceivedTokens, withRevokedToken } from './flow-tokens'
import { withConsentReport } from './flow-consent'

/** A request to be sent. */
interface Outgoing {
  readonly method: string
  readonly url: string
  readonly headers: Params
  readonly body: string
  readonly certificate: boolean
}

/** The response, or none. */
interface Incoming {
  readonly status: number | null
  readonly headers: Params
  readonly body: string
  readonly truncated: boolean
  readonly inexact?: true
}

/** The message for a request that Parley sends or that DevTools reported. */
export function requestMessage<E extends Endpoint>(
  endpoint: E,
  sent: Outgoing,
  id: string,
  at: number,
  source: 'parley' | 'devtools' = 'parley',
  purpose?: CallPurpose,
): EndpointRequest<E> {
  const isForm = header(sent.headers, 'content-type')?.includes('x-www-form-urlencoded') ?? false
  return {
    kind: `${endpoint}-request`,
    id,
    at,
    source,
    results: [],
    ...sent,
    headers: keepHeaders(sent.headers),
    params: isForm ? formDecode(sent.body) : [],
    ...(purpose && { purpose }),
  }
}

/** The message for the response. Its issues are added later. */
export function responseMessage<E extends Endpoint>(
  request: EndpointRequest<E>,
  endpoint: E,
  response: Incoming,
  id: string,
  at: number,
): EndpointResponse<E> & OAuthMessage {
  const message: EndpointResponse<E> = {
    kind: `${endpoint}-response`,
    id,
    at,
    source: request.source,
    results: [],
    requestMessageId: request.id,
    took: at - request.at,
    issues: [],
    jwts: [],
    ...response,
    headers: keepHeaders(response.headers),
    ...(request.purpose && { purpose: request.purpose }),
  }
  const whole = endpoint === 'par' ? { ...message, ...parMembers(response.body) } : message
  return whole as EndpointResponse<E> & OAuthMessage
}

function parMembers(body: string): Pick<ParResponse, 'requestUri' | 'expiresIn'> {
  const { request_uri: requestUri, expires_in: expiresIn } = jsonObjectOf(body) ?? {}
  return {
    requestUri: typeof requestUri === 'string' ? requestUri : '',
    expiresIn: secondsOf(expiresIn),
  }
}

/** Adds a message of an endpoint to a flow and updates the flow's tokens. */
export function putMessage(flow: Flow, message: OAuthMessage, newId: () => string): Flow {
  return withConsentReport(
    {
      ...flow,
      messages: [...flow.messages, message],
      tokens: tokensAfter(flow, message, newId),
      updatedAt: Math.max(flow.updatedAt, message.at),
    },
    message,
  )
}

function tokensAfter(flow: Flow, message: OAuthMessage, newId: () => string): Flow['tokens'] {
  if (message.kind === 'token-response') {
    const request = requestOf(flow, message)
    return request ? withReceivedTokens(flow.tokens, request, message, newId) : flow.tokens
  }
  if (message.kind === 'revocation-response') {
    const request = requestOf(flow, message)
    return request ? withRevokedToken(flow.tokens, request, message) : flow.tokens
  }
  return flow.tokens
}

/** Changes one message of a flow. */
export function editMessage(
  flow: Flow,
  id: string,
  change: Partial<Pick<EndpointResponse, 'issues' | 'jwts' | 'results' | 'httpSignature'>>,
): Flow {
  const messages = flow.messages.map((message) =>
    message.id === id ? ({ ...message, ...change } as OAuthMessage) : message,
  )
  return { ...flow, messages }
}
