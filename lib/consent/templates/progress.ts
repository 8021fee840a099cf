import type { Flow } from '@/lib/flow/model/flow'
import type { CallPurpose } from '@/lib/flow/model/flow-consent'
import type { EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import { isEndpointResponse, requestOf } from '@/lib/flow/read/endpoint-response'
import { param } from '@/lib/model/params'
import type { PlannedKind } from './plan'

type Is = (message: OAuthMessage, flow: Flow) => boolean

const granted =
  (grant: string): Is =>
  (message, flow) =>
    message.kind === 'token-response' &&
    param(requestOf(flow, message)?.params ?? [], 'grant_type') === grant

const called =
  (purpose: CallPurpose): Is =>
  (message) =>
    isEndpointResponse(message) && message.purpose === purpose

/** The responses of each call; the browser makes the authorization request. */
const responses: Readonly<Record<Exclude<PlannedKind, 'authorize'>, Is>> = {
  token: granted('client_credentials'),
  create: called('create'),
  push: ({ kind }) => kind === 'par-response',
  exchange: granted('authorization_code'),
  status: (message, flow) =>
    called('status')(message, flow) ||
    (message.kind === 'introspection-response' &&
      flow.consent?.template.status?.call.how === 'introspect'),
  use: called('use'),
  withdraw: (message, flow) =>
    called('withdraw')(message, flow) ||
    (message.kind === 'revocation-response' && flow.consent?.template.withdraw?.how === 'revoke'),
}

/** The last response of a planned call in a flow; undefined before it was received. */
export function madeCall(flow: Flow, kind: PlannedKind): EndpointResponse | undefined {
  if (kind === 'authorize') return undefined
  const found = flow.messages.findLast((message) => responses[kind](message, flow))
  return found && isEndpointResponse(found) ? found : undefined
}
