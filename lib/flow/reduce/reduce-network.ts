import type { NetworkEntry } from '@/lib/capture/network-entry'
import { header } from '@/lib/model/http-text'
import { putMessage, requestMessage, responseMessage } from './call'
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
} from '@/lib/flow/match/network'
import { withPushed } from '@/lib/flow/match/push-facts'
import { emptyFlow } from './start'
import { keptUrl } from '@/lib/model/text-bound'

/** A flow that got a request and its answer. */
export interface NetworkChange {
  readonly flow: Flow
  /** The message of the answer, which is still to be judged. */
  readonly answerId: string
}

/**
 * Puts a call that a page made into the flow that it belongs to, or begins one for a push or a grant at a
 * profile's server; null where it is known already, or none of Parley's business. `newId` makes ids.
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

/** A page may call an endpoint again and again. */
function hasRoom(flow: Flow, { endpoint }: EndpointCall): boolean {
  const calls = flow.messages.filter(
    ({ kind, source }) => kind === `${endpoint}-request` && source === 'devtools',
  )
  const octets = endpoint === 'resource' ? maxWithResources : maxWithCalls
  return calls.length < maxPageCalls && sizeOf(flow) <= octets
}

/** What begins a flow of its own where it belongs to none. */
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
      // A grant without a browser belongs to no tab: the navigations there are none of its own.
      tabId: endpoint === 'par' ? tabId : null,
      incognito: false,
      cookieStoreId: null,
      matchedBy: 'devtools',
    },
    server?.client ?? null,
  )
  // Another client at a known server has neither the profile nor its redirect_uris.
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
      answerOf(response),
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
    answerId: received.id,
  }
}

function answerOf({ status, headers, body, truncated }: NetworkEntry['response']) {
  return { status, headers, body, truncated }
}

function issuesOf({ status, body, error }: NetworkEntry['response']): EndpointResponse['issues'] {
  return status === null && body === ''
    ? [{ code: 'network_no_answer', ...(error === null ? {} : { seen: error }) }]
    : []
}

/** The flow with what its push was answered; what was pasted of the same answer makes room for it. */
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

/** Milliseconds between the clock of Parley's recorder and that of the developer tools, at the most. */
const clocksDiffer = 2000

/** Whether an exchange is in the flows already: it was told twice, or Parley itself sent it. */
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
