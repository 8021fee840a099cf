import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import { isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import { challengesIn } from '@/lib/model/challenges'
import { header } from '@/lib/model/http-text'
import { isSameOrigin } from '@/lib/model/url'
import { demandsNonce, presentedToken } from './request-context'

/** A request of a protected resource. The UserInfo endpoint is one. */
export type ResourceRequest = EndpointRequest<'resource' | 'userinfo'>
export type ResourceResponse = EndpointResponse<'resource' | 'userinfo'>

/** What the flow knows about the token that a request presents, and about earlier requests. */
export interface ResourceContext {
  /** `token_type` of the presented token, as received; null if it is not known. */
  readonly tokenType: string | null
  /** The resource sent a challenge for Bearer before, and never one for DPoP. */
  readonly knowsOnlyBearer: boolean
  /** `x-fapi-interaction-id` of the earlier requests. */
  readonly earlierIds: ReadonlySet<string>
}

export function resourceContextOf(
  message: ResourceRequest & OAuthMessage,
  { messages, tokens }: Pick<Flow, 'messages' | 'tokens'>,
): ResourceContext {
  const index = messages.findIndex(({ id }) => id === message.id)
  const calls = callsIn(index < 0 ? messages : messages.slice(0, index))
  const token = presentedToken(message)
  const tokenType = tokens.find(({ value }) => value === token)?.tokenType ?? null
  return {
    tokenType,
    knowsOnlyBearer: tokenType !== null && knowsOnlyBearer(message.url, calls),
    // The request is sent again if it only lacked a nonce, or was not processed.
    earlierIds: new Set(
      calls
        .filter(({ response }) => response && !demandsNonce(response) && !isLater(response))
        .flatMap(({ request }) => header(request.headers, 'x-fapi-interaction-id') ?? []),
    ),
  }
}

/** The client may send the request again later. */
const isLater = ({ status }: EndpointResponse) =>
  status === null || status === 429 || status === 503

interface Call {
  readonly request: ResourceRequest
  readonly response: EndpointResponse | undefined
}

function callsIn(messages: readonly OAuthMessage[]): readonly Call[] {
  const responses = new Map(
    messages.filter(isEndpointResponse).map((each) => [each.requestMessageId, each]),
  )
  return messages
    .filter(isResourceRequest)
    .map((request) => ({ request, response: responses.get(request.id) }))
}

function knowsOnlyBearer(url: string, calls: readonly Call[]): boolean {
  const schemes = calls
    .filter(({ request }) => isSameOrigin(request.url, url))
    .flatMap(({ response }) => challengesIn(response?.headers ?? []).list)
    .map(({ scheme }) => scheme.toLowerCase())
  const known = new Set(schemes)
  return known.has('bearer') && !known.has('dpop')
}

function isResourceRequest(message: OAuthMessage): message is ResourceRequest & OAuthMessage {
  return message.kind === 'resource-request' || message.kind === 'userinfo-request'
}
