import { loginEndOf } from '@/lib/flow/read/login-end'
import type { Flow } from '@/lib/flow/model/flow'
import { param } from '@/lib/model/params'
import type { Advice, AuthorizationRequest, OAuthMessage } from '@/lib/flow/model/message'
import { responsesOf } from '@/lib/flow/read/find-response'
import { isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import { endpointAdvice } from '@/lib/flow/read/error-advice'
import { errorFacts } from '@/lib/flow/read/error-facts'
import { refusalAdvice } from '@/lib/flow/read/refusal-advice'
import type { RefusalFacts } from '@/lib/flow/read/refusal-facts'
import { profileOf, profileOfFlow, usableMetadata } from '@/lib/storage/select'
import type { Data } from '@/lib/storage/data'

/**
 * Adds advice to the messages that refused a request: the authorization request of a flow that ended at the
 * server, and the error responses of endpoints.
 */
export function withAdvice(flow: Flow, data: Data): Flow {
  if (flow.negativeTest?.isBaseline === false) return flow
  const end = responsesOf(flow).length === 0 ? loginEndOf(flow.messages) : null
  const profile = profileOfFlow(data, flow)
  const settings = {
    metadata: profile && usableMetadata(data, profile),
    clientAuth: profile && profile.id === flow.profileId ? profile.clientAuth : null,
  }
  const adviceOf = (message: OAuthMessage): readonly Advice[] | null => {
    if (message === end?.request) return refusalAdvice({ end, ...factsOf(flow, end.request, data) })
    const facts = isEndpointResponse(message) ? errorFacts(flow, message, settings) : null
    return facts && endpointAdvice(facts)
  }
  return {
    ...flow,
    messages: flow.messages.map((message) => advised(message, adviceOf(message))),
  }
}

function advised(message: OAuthMessage, advice: readonly Advice[] | null): OAuthMessage {
  if (message.kind !== 'authorization-request' && !isEndpointResponse(message)) return message
  const { advice: _, ...rest } = message
  return advice && advice.length > 0 ? { ...rest, advice } : rest
}

function factsOf(flow: Flow, request: AuthorizationRequest, data: Data): Omit<RefusalFacts, 'end'> {
  const profile = profileOfFlow(data, flow)
  return {
    redirectUri: flow.requested.redirectUri,
    registered: profileOf(data, flow.profileId)?.redirectUris ?? null,
    stored: pushedRequest(flow, request, data),
    metadata: profile && usableMetadata(data, profile),
  }
}

type Pushed = NonNullable<RefusalFacts['stored']>

/** The pushed request, from the stored request or from the PAR response in the flow. */
function pushedRequest(flow: Flow, request: AuthorizationRequest, data: Data): Pushed | null {
  const requestUri = param(request.params, 'request_uri')
  const stored = data.requests.find(({ id }) => id === flow.storedRequestId)
  const pushed = requestUri === undefined ? null : (stored ?? seenPush(flow, requestUri))
  if (!pushed || requestUri === undefined) return null
  const { clientId, receivedAt, expiresAt } = pushed
  const uses = [pushed.usedAt, ...usesOf(flow, requestUri)]
  const usedAt = uses.find((at) => at !== null && at < request.at) ?? null
  return { clientId, receivedAt, expiresAt, usedAt }
}

function seenPush({ messages }: Flow, requestUri: string): Pushed | null {
  const par = messages.find(
    (message) => message.kind === 'par-response' && message.requestUri === requestUri,
  )
  if (par?.kind !== 'par-response') return null
  const expiresAt = par.expiresIn === null ? null : par.at + par.expiresIn * 1000
  return { clientId: null, receivedAt: par.at, expiresAt, usedAt: null }
}

function usesOf({ messages }: Flow, requestUri: string): readonly number[] {
  return messages.flatMap((message) =>
    message.kind === 'authorization-request' && param(message.params, 'request_uri') === requestUri
      ? [message.at]
      : [],
  )
}
