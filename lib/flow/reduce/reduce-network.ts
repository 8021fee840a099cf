import type { NetworkEntry } from '@/lib/capture/network-entry'
import { header } from '@/lib/model/http-text'
import { putMessage, requestMessage, responseMessage } from './call-messages'
import { maxPageCalls, maxRequestLength, maxWithCalls, maxWithResources } from '@/lib/model/bounds'
import { matchCall } from '@/lib/flow/match/match-call'
import type { Flow } from '@/lib/flow/model/flow'
import { sizeOf } from './flow-budget'
import type { Endpoint } from '@/lib/model/endpoint'
import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import {
  clientOf,
  endpointCall,
  isAtProfile,
  type EndpointCall,
  type NetworkWorld,
  type ObservedCall,
} from '@/lib/flow/match/endpoint-call'
import { withPushed } from '@/lib/flow/match/push-facts'
import { emptyFlow } from './start'
import { keptUrl } from '@/lib/model/text-bound'

/** A flow with a new request and its response. */
export interface NetworkChange {
  readonly flow: Flow
  /** The message of the response, which has not been judged yet. */
  readonly responseMessageId: string
}

/**
 * Adds a call of a page to its flow, or begins a flow for a push or a grant at a profile's server. Null if
 * the call is already known or not relevant. `newId` creates ids.
 */
export function reduceNetwork(
  world: NetworkWorld,
  observed: ObservedCall,
  newId: () => string,
): NetworkChange | null {
  const call = endpointCall(world.servers, observed)
  if (!call || isKnown(world.flows, observed.entry)) return null
  const flow = matchCall(world.flows, call) ?? begin(world, call, newId)
  return flow && hasRoom(flow, call) ? withCall(flow, call, newId) : null
}

/** Limits the calls of one flow, because a page may call an endpoint any number of times. */
function hasRoom(flow: Flow, { endpoint }: EndpointCall): boolean {
  const calls = flow.messages.filter(
    ({ kind, source }) => kind === `${endpoint}-request` && source === 'devtools',
  )
  const octets = endpoint === 'resource' ? maxWithResources : maxWithCalls
  return calls.length < maxPageCalls && sizeOf(flow) <= octets
}

/** Endpoints whose calls begin a new flow if they do not belong to one. */
const beginning: ReadonlySet<Endpoint> = new Set(['par', 'token'])

function mayBegin({ watchThirdParty, servers }: NetworkWorld, call: EndpointCall): boolean {
  const { endpoint, entry, isGiven } = call
  return (
    watchThirdParty &&
    beginning.has(endpoint) &&
    (isGiven || isAtProfile(servers, entry.request.url))
  )
}

function begin(world: NetworkWorld, call: EndpointCall, newId: () => string): Flow | null {
  if (!mayBegin(world, call)) return null
  const { endpoint, entry, clientId, tabId } = call
  const server = clientOf(call)
  const flow = emptyFlow(
    {
      id: newId(),
      createdAt: entry.at,
      // A grant without a browser does not belong to a tab. Navigations in the tab are not part of it.
      tabId: endpoint === 'par' ? tabId : null,
      incognito: false,
      cookieStoreId: null,
      matchedBy: 'devtools',
    },
    server?.client ?? null,
  )
  // A different client at a known server has neither the profile nor its redirect_uris.
  return flow.clientId === clientId
    ? flow
    : { ...flow, clientId, profileId: null, redirectUris: [] }
}

function withCall(flow: Flow, call: EndpointCall, newId: () => string): NetworkChange {
  const { endpoint, entry, pushed, signs } = call
  const { request, response, at, took } = entry
  const requested = {
    ...requestMessage(
      endpoint,
      { ...request, url: keptCall(request.url), certificate: false },
      newId(),
      at,
      'devtools',
    ),
    params: signs.sent,
  }
  const received = {
    ...responseMessage(
      requested,
      endpoint,
      receivedFrom(response),
      newId(),
      at + Math.round(took ?? 0),
    ),
    took,
    issues: issuesOf(response),
  }
  const known = endpoint === 'par' ? withPush(withPushed(flow, pushed), received) : flow
  const messages = [requested, received] as readonly OAuthMessage[]
  const put = messages.reduce((before, message) => putMessage(before, message, newId), known)
  return {
    flow: { ...put, messages: put.messages.toSorted((a, b) => a.at - b.at) },
    responseMessageId: received.id,
  }
}

function receivedFrom({ status, headers, body, truncated }: NetworkEntry['response']) {
  return { status, headers, body, truncated }
}

function issuesOf({ status, body, error }: NetworkEntry['response']): EndpointResponse['issues'] {
  return status === null && body === ''
    ? [{ code: 'network_no_response', ...(error === null ? {} : { seen: error }) }]
    : []
}

/** Adds the result of a push to the flow. It replaces a pasted copy of the same response. */
function withPush(flow: Flow, received: EndpointResponse): Flow {
  const requestUri =
    'requestUri' in received && received.requestUri !== '' ? String(received.requestUri) : null
  const isPasted = (message: OAuthMessage) =>
    message.kind === 'par-response' &&
    message.source === 'pasted' &&
    message.requestUri === requestUri
  return {
    ...flow,
    requestUri: requestUri ?? flow.requestUri,
    messages: flow.messages.filter((message) => !isPasted(message)),
  }
}

/** Maximum difference between the clocks of Parley's recorder and DevTools, in milliseconds. */
const clocksDiffer = 2000

/** Whether a call is already in the flows: it was reported twice, or Parley sent it. */
function isKnown(flows: readonly Flow[], { at, nth, request }: NetworkEntry): boolean {
  const same = flows
    .flatMap(({ messages }) => messages)
    .filter((message) => isCall(message) && isSameRequest(message, request))
  return (
    same.some(
      ({ source, at: sent }) => source === 'parley' && Math.abs(sent - at) < clocksDiffer,
    ) || same.filter(({ source, at: sent }) => source === 'devtools' && sent === at).length > nth
  )
}

const keptCall = (url: string) => keptUrl(url, maxRequestLength)

function isCall(message: OAuthMessage): message is EndpointRequest & OAuthMessage {
  return 'certificate' in message
}

function isSameRequest(a: EndpointRequest, b: NetworkEntry['request']): boolean {
  return (
    a.method === b.method &&
    a.url === keptCall(b.url) &&
    a.body === b.body &&
    ['authorization', 'dpop'].every((name) => header(a.headers, name) === header(b.headers, name))
  )
}
