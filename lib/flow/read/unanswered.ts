import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointRequest, OAuthMessage } from '@/lib/flow/model/message'
import { isEndpointRequest } from './endpoint-response'

/** The requests that Parley sent and whose response is not stored. */
export function unansweredIn({
  messages,
}: Pick<Flow, 'messages'>): readonly (EndpointRequest & OAuthMessage)[] {
  const answered = new Set(
    messages.map((message) => ('requestMessageId' in message ? message.requestMessageId : null)),
  )
  return messages
    .filter(isEndpointRequest)
    .filter(({ id, source }) => source === 'parley' && !answered.has(id))
}
