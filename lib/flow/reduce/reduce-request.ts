import { maxRequestLength, maxRequests } from '@/lib/model/bounds'
import type { Flow } from '@/lib/flow/model/flow'
import type { MatchReason } from '@/lib/model/match-reason'
import { withChains } from './flow-bound'
import { responsesOf } from '@/lib/flow/read/find-response'
import { loginEndOf } from '@/lib/flow/read/login-end'
import { param, type Params } from '@/lib/model/params'
import type { AuthorizationRequest, OAuthMessage } from '@/lib/flow/model/message'
import { isServersPage } from '@/lib/flow/match/servers'
import { pushedFor } from '@/lib/flow/match/pushed'
import {
  isAtEndpoint,
  isOther,
  isReturnOf,
  isSameRequest,
  readParams,
  recogniseRequest,
  type Requested,
} from '@/lib/flow/match/recognise-request'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import { continuePushed, startFlow } from './start'
import type { Change } from './change'
import { keptUrl } from '@/lib/model/text-bound'
import type { KnownClient, World } from '@/lib/flow/model/world'
import type { Observation } from '@/lib/capture/observation'

/**
 * Handles an authorization request: one that Parley opened, one with a stored request_uri, or a third-party
 * one.
 */
export function reduceRequest(
  world: World,
  observation: Observation,
  newId: () => string,
): Change | null {
  const requested = requestedBy(world, observation)
  const read = requested && readParams(requested)
  return read && !isKnownRequest(world, requested, read)
    ? takeRequest(world, requested, read, newId)
    : null
}

type Read = ReturnType<typeof readParams>

/** Whether a flow already contains the request of this navigation. */
function isKnownRequest({ flows }: World, { webRequestId }: Requested, { params }: Read): boolean {
  return flows.some((flow) => {
    const request = flow.chains.includes(webRequestId) ? requestOf(flow) : undefined
    return request !== undefined && isSameRequest(request.params, params)
  })
}

/**
 * The request of an observation. The result of a request also counts, because the request itself may not have
 * been reported: a worker that stops loses pending events.
 */
function requestedBy({ flows }: World, observation: Observation): Requested | null {
  if (observation.kind === 'request') return observation
  const { webRequestId, method } = observation
  const isKnown = flows.some(({ chains }) => chains.includes(webRequestId))
  if (observation.kind === 'held' || method !== 'GET' || isKnown) return null
  return { ...observation, kind: 'request', form: null }
}

function takeRequest(
  world: World,
  observation: Requested,
  read: Read,
  newId: () => string,
): Change | null {
  const opened = openedBy(world, observation)
  if (opened) return begin(world, observation, inTab(opened, observation), opened.storedRequestId)
  const { params } = read
  const stored = storedFor(world, params)
  const reason = stored ? 'request_uri' : recognise(world, observation, params)
  if (!reason) return null
  const request = requestMessage(observation, read, newId)
  const running = runningIn(world, observation, params)
  if (running) {
    if (isStep(world, running, observation) || isOther(params)) return null
    const messages = isFull(running) ? running.messages : [...running.messages, request]
    return begin(world, observation, { ...running, messages }, stored?.id ?? null)
  }
  const flow = newFlow(world, { observation, stored, request, reason }, newId)
  return begin(world, observation, flow, stored?.id ?? null)
}

function recognise(world: World, observation: Requested, params: Params): MatchReason | null {
  return world.watchThirdParty ? recogniseRequest(observation, params, world.clients) : null
}

/** The stored request with the request_uri of an authorization request. */
function storedFor({ requests }: World, params: Params): StoredRequest | null {
  const requestUri = param(params, 'request_uri')
  if (!requestUri || param(params, 'client_id') === undefined) return null
  return requests.find((stored) => stored.requestUri === requestUri) ?? null
}

/** The flow that waits for this tab, otherwise the flow that has waited longest for a tab that is not known yet. */
function openedBy({ flows }: World, observation: Requested): Flow | undefined {
  const opening = flows
    .filter((flow) => isOpening(flow, observation))
    .toSorted((a, b) => a.createdAt - b.createdAt)
  return opening.find(({ tabId }) => tabId !== null) ?? opening[0]
}

/** Whether Parley opened a flow and its tab has not sent the request yet. */
function isOpening(flow: Flow, observation: Requested): boolean {
  const request = requestOf(flow)
  return (
    flow.chains.length === 0 &&
    request?.source === 'parley' &&
    (flow.tabId === null || flow.tabId === observation.tabId) &&
    (request.url === observation.url || new URL(request.url).href === observation.url)
  )
}

function requestOf({ messages }: Flow): AuthorizationRequest | undefined {
  return messages.find((message) => message.kind === 'authorization-request')
}

function inTab(flow: Flow, { tabId, incognito, cookieStoreId }: Requested): Flow {
  return { ...flow, tabId, incognito: incognito ?? flow.incognito, cookieStoreId }
}

/** The flow that already waits in this tab or frame for the response to the same request. */
function runningIn(world: World, observation: Requested, params: Params): Flow | undefined {
  return world.flows.find((flow) => {
    const request = requestOf(flow)
    return (
      request !== undefined &&
      flow.tabId === observation.tabId &&
      request.frame === observation.frame &&
      responsesOf(flow).length === 0 &&
      (isSameRequest(request.params, params) ||
        (isReturnOf(request.params, params) && isSentByServer(world, flow, observation)))
    )
  })
}

/** Whether a page of the server started a navigation, or redirected it. */
function isSentByServer(world: World, flow: Flow, { webRequestId, initiator }: Requested): boolean {
  return flow.chains.includes(webRequestId) || isServersPage(world, flow, initiator)
}

/** Limits repeated requests of a page that sends the same request again and again. */
function isFull({ messages }: Flow): boolean {
  return messages.filter(({ kind }) => kind === 'authorization-request').length >= maxRequests
}

/**
 * Whether a request is the server's next step after its authorization endpoint. The client sends a request
 * once; the server's own pages may return to the endpoint with it, and add parameters.
 *
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-4)
 */
function isStep(world: World, flow: Flow, observation: Requested): boolean {
  if (isSentByServer(world, flow, observation)) return true
  const { method } = observation
  const ended = loginEndOf(flow.messages)?.step
  const isRetry = ended?.kind === 'authorization-request' && ended.method === method
  return method !== 'GET' && !isRetry
}

interface NewFlow {
  readonly observation: Requested
  readonly stored: StoredRequest | null
  readonly request: AuthorizationRequest
  readonly reason: MatchReason
}

function newFlow(
  world: World,
  { observation, stored, request, reason }: NewFlow,
  newId: () => string,
): Flow {
  const start = {
    id: newId(),
    parId: newId(),
    client: clientOf(world, request, stored),
    stored,
    request,
    matchedBy: reason,
    tabId: observation.tabId,
    incognito: observation.incognito ?? false,
    cookieStoreId: observation.cookieStoreId,
    initiator: observation.initiator,
  } as const
  const pushed = pushedFor(world.flows, request, stored, observation.tabId)
  return pushed ? continuePushed(pushed, start) : startFlow(start)
}

/**
 * The client of a request at a known endpoint: that of the stored request's profile, otherwise the one with
 * this client_id.
 */
function clientOf(
  { clients }: World,
  { url, params }: AuthorizationRequest,
  stored: StoredRequest | null,
): KnownClient | null {
  const atEndpoint = clients.filter((client) => isAtEndpoint(client, url))
  const ofProfile = ({ profileId }: KnownClient) => profileId === stored?.profileId
  const ofClient = ({ clientId }: KnownClient) => clientId === param(params, 'client_id')
  return (
    atEndpoint.find(ofProfile) ??
    atEndpoint.find(ofClient) ??
    atEndpoint[0] ??
    clients.find(ofProfile) ??
    null
  )
}

function requestMessage(
  { at, method, url, frame, fetched, source = 'browser' }: Requested,
  { params, shortened }: Read,
  newId: () => string,
): AuthorizationRequest {
  return {
    kind: 'authorization-request',
    id: newId(),
    at,
    source,
    results: [],
    method,
    url: keptUrl(url, maxRequestLength),
    params,
    frame,
    ...(fetched && { fetched }),
    ...(shortened && { shortened }),
  }
}

/**
 * Adds the navigation of its request to a flow. After its event page slept, Firefox may report the response
 * before the request. A temporary flow without a request then already contains the response, and is merged.
 * An earlier response is not merged: it does not belong to the request, because an app may redirect to the
 * server again from a page with an old response.
 */
function begin(
  world: World,
  { webRequestId, at }: Requested,
  flow: Flow,
  usedStoredRequestId: string | null,
): Change {
  const early = world.flows.find(
    ({ id, matchedBy, chains, createdAt }) =>
      id !== flow.id &&
      matchedBy === 'unsolicited' &&
      chains.includes(webRequestId) &&
      createdAt >= at,
  )
  const responses = (early?.messages ?? []).map((message) => withReason(message))
  return {
    flow: {
      ...flow,
      chains: withChains(flow.chains, [...(early?.chains ?? []), webRequestId]),
      messages: [...flow.messages, ...responses],
      updatedAt: Math.max(flow.updatedAt, at),
    },
    newResponse: false,
    usedStoredRequestId,
    absorbed: early?.id ?? null,
  }
}

function withReason(message: OAuthMessage): OAuthMessage {
  return message.kind === 'authorization-response'
    ? { ...message, matchedBy: 'redirect-chain' }
    : message
}
