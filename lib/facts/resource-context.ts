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
  const before = index < 0 ? messages : messages.slice(0, index)
  const requests = before.filter(isResourceRequest)
  const responseOf = ({ id }: ResourceRequest) =>
    before.filter(isEndpointResponse).find(({ requestMessageId }) => requestMessageId === id)
  const schemes = requests
    .filter(({ url }) => isSameOrigin(url, message.url))
    .flatMap((each) => challengesIn(responseOf(each)?.headers ?? []).list)
    .map(({ scheme }) => scheme.toLowerCase())
  const token = presentedToken(message)
  const isRepeated = (each: ResourceRequest) => {
    const response = responseOf(each)
    return response !== undefined && demandsNonce(response)
  }
  return {
    tokenType: tokens.find(({ value }) => value === token)?.tokenType ?? null,
    knowsOnlyBearer: schemes.includes('bearer') && !schemes.includes('dpop'),
    // The request is sent again if it only lacked a nonce.
    earlierIds: new Set(
      requests
        .filter((each) => !isRepeated(each))
        .flatMap(({ headers }) => header(headers, 'x-fapi-interaction-id') ?? []),
    ),
  }
}

function isResourceRequest(message: OAuthMessage): message is ResourceRequest & OAuthMessage {
  return message.kind === 'resource-request' || message.kind === 'userinfo-request'
}
