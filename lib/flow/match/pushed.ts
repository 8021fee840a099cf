import { isBodyGone, isPushedOnly, isSuccess } from '@/lib/flow/read/endpoint-response'
import type { Flow } from '@/lib/flow/model/flow'
import { param } from '@/lib/model/params'
import type { AuthorizationRequest, OAuthMessage } from '@/lib/flow/model/message'
import type { StoredRequest } from '@/lib/flow/model/stored-request'

/** Milliseconds that a push with an unreadable response waits for its authorization request. */
const waitsFor = 60_000

/**
 * The flow with the push that an authorization request refers to, if nothing else has happened in it: by its
 * stored request or its request_uri. Otherwise by its client and tab, if DevTools could not read the response
 * of the only such push in the last minute. `tabId` is null if the tab does not exist yet.
 */
export function pushedFor(
  flows: readonly Flow[],
  { params, at }: AuthorizationRequest,
  stored: StoredRequest | null,
  tabId: number | null,
): Flow | undefined {
  const requestUri = param(params, 'request_uri')
  const pushed = flows.filter((flow) => isPushedOnly(flow))
  const named =
    pushed.find(({ id }) => id === stored?.flowId) ??
    pushed.find((flow) => flow.requestUri !== null && flow.requestUri === requestUri)
  if (named || requestUri === undefined || tabId === null) return named
  const unread = pushed.filter(
    (flow) =>
      flow.requestUri === null &&
      flow.tabId === tabId &&
      flow.clientId === param(params, 'client_id') &&
      flow.createdAt <= at &&
      at - flow.createdAt < waitsFor &&
      flow.messages.some((message) => isUnreadPush(message)),
  )
  return unread.length === 1 ? unread[0] : undefined
}

function isUnreadPush(message: OAuthMessage): boolean {
  return message.kind === 'par-response' && isBodyGone(message) && isSuccess(message)
}
