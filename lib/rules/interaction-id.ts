import type { EndpointRequest, EndpointResponse } from '@/lib/flow/model/message'
import { header } from '@/lib/model/http-text'
import { finding } from './builders'
import { isRefused } from './reading'
import { isReceived } from './response-reading'
import { notObserved, type CheckResult } from './rule'

export const interactionId = 'x-fapi-interaction-id'

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The server returns the id of the request, so that the logs of both sides can be correlated. */
export function interactionFindings(
  message: EndpointResponse,
  request: EndpointRequest | null,
): CheckResult {
  const sent = request && header(request.headers, interactionId)
  if (!sent || !isReceived(message)) return undefined
  if (message.headers.length === 0) return notObserved
  const returned = header(message.headers, interactionId)
  if (returned === undefined) return [finding('missing', null, sent)]
  if (returned === sent) return []
  // A server that rejects an invalid id creates a new one.
  return isRefused(message) && !uuid.test(sent) ? undefined : [finding('differs', returned, sent)]
}
