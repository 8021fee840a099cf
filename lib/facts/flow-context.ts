import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import { isEndpointRequest, isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import { clockReader } from './flow-clock'
import { acceptedAgain } from './flow-codes'
import { consentReader, type ConsentFacts } from './flow-consents'
import { grantReader, type GrantFacts } from './flow-grants'
import { partyReader, type PartyFacts } from './flow-parties'
import { pollReader, type PollFacts } from './flow-polls'

/** Facts about a message from the messages before it in its flow. */
export interface FlowContext extends PartyFacts, GrantFacts, PollFacts, ConsentFacts {
  /** The request of a response of an endpoint; null if it was not observed. */
  readonly request: EndpointRequest | null
  /** The response to a request to an endpoint; null if it was not observed yet. */
  readonly response: EndpointResponse | null
  /** Seconds by which the server is ahead; null if the message does not show it. */
  readonly clockSkew: number | null
  /** The app exchanged the code of this response after that of an earlier one to the same request. */
  readonly isAcceptedAgain: boolean
}

/** The context of a message of a flow; null if the flow does not have the message. */
export function flowContextOf(
  { id }: OAuthMessage,
  { messages }: Pick<Flow, 'messages'>,
): FlowContext | null {
  return contextsOf(messages).get(id) ?? null
}

/** Computed once for each state of a flow, because each message is judged by itself. */
const known = new WeakMap<readonly OAuthMessage[], ReadonlyMap<string, FlowContext>>()

function contextsOf(messages: readonly OAuthMessage[]): ReadonlyMap<string, FlowContext> {
  const found = known.get(messages) ?? read(messages)
  known.set(messages, found)
  return found
}

function read(messages: readonly OAuthMessage[]): ReadonlyMap<string, FlowContext> {
  const requests = new Map(messages.filter(isEndpointRequest).map((each) => [each.id, each]))
  const responses = new Map(
    messages.filter(isEndpointResponse).map((each) => [each.requestMessageId, each]),
  )
  const again = acceptedAgain(messages)
  const [partiesOf, grantsOf, skewOf] = [partyReader(), grantReader(), clockReader()]
  const [pollOf, consentOf] = [pollReader(), consentReader()]
  return new Map(
    messages.map((message) => {
      const request = isEndpointResponse(message)
        ? (requests.get(message.requestMessageId ?? '') ?? null)
        : null
      const facts: FlowContext = {
        request,
        response: responses.get(message.id) ?? null,
        clockSkew: skewOf(message, request),
        isAcceptedAgain: again.has(message.id),
        ...partiesOf(message, request),
        ...grantsOf(message, request),
        ...pollOf(message, request),
        ...consentOf(message, request),
      }
      return [message.id, facts] as const
    }),
  )
}
