import type { Flow } from '@/lib/flow/model/flow'
import type { Endpoint } from '@/lib/model/endpoint'
import { statusOf } from '@/lib/model/status'
import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'

/** Whether a body was observed by DevTools but could not be read, so its contents are unknown. */
export function isBodyGone({
  body,
  truncated,
}: Pick<EndpointResponse, 'body' | 'truncated'>): boolean {
  return truncated && body === ''
}

export function isSuccess({ status }: Pick<EndpointResponse, 'status'>): boolean {
  return status !== null && status >= 200 && status < 300
}

/** The request of a response; undefined if it was not observed. */
export function requestOf<E extends Endpoint>(
  { messages }: Pick<Flow, 'messages'>,
  { requestMessageId }: EndpointResponse<E>,
): EndpointRequest<E> | undefined {
  const found = messages.find(({ id }) => id === requestMessageId)
  return found as EndpointRequest<E> | undefined
}

/**
 * Whether a flow contains only a push, and its authorization request is still to come. A consent is created before
 * the push.
 */
export function isPushedOnly({ messages, consent }: Pick<Flow, 'messages' | 'consent'>): boolean {
  if (consent) return messages.every(({ kind }) => !inBrowser.has(kind))
  return messages.every(({ kind }) => kind === 'par-request' || kind === 'par-response')
}

const inBrowser: ReadonlySet<OAuthMessage['kind']> = new Set([
  'authorization-request',
  'hop',
  'authorization-response',
] as const)

/** Whether a message is a request to an endpoint, sent by Parley or by a page. */
export function isEndpointRequest(
  message: OAuthMessage,
): message is EndpointRequest & OAuthMessage {
  return message.kind.endsWith('-request') && message.kind !== 'authorization-request'
}

/** Whether a message is the response of an endpoint. */
export function isEndpointResponse(
  message: OAuthMessage,
): message is EndpointResponse & OAuthMessage {
  return message.kind.endsWith('-response') && message.kind !== 'authorization-response'
}

/**
 * Why a conforming client rejects a message; empty if it is accepted or not judged yet. An issue about a claim or
 * member for which a check has failed is left out, because the check says the same.
 */
export function issuesOf(message: OAuthMessage): EndpointResponse['issues'] {
  if (!isEndpointResponse(message)) return []
  const failed = message.results.filter((result) => statusOf(result) === 'fail')
  const subjects = new Set(failed.map(({ about }) => about))
  return message.issues.filter(({ about }) => about === undefined || !subjects.has(about))
}

/** The last response to a request; undefined if there is none. */
export function responseTo(
  messages: readonly OAuthMessage[],
  requestMessageId: string,
): EndpointResponse | undefined {
  return messages.findLast(
    (message): message is OAuthMessage & EndpointResponse =>
      'requestMessageId' in message && message.requestMessageId === requestMessageId,
  )
}
