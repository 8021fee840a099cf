import type { Observation } from '@/lib/capture/observation'
import { formDecode, splitUrl, withoutQuery } from '@/lib/oauth/url'
import type { Flow } from './flow'
import { responsesOf } from './flow-response'
import { param, type AuthorizationRequest, type Params } from './message'
import type { StoredRequest } from './request'
import { continuePushed, isPushedOnly, startFlow } from './start'
import type { Change } from './step'
import type { KnownClient, World } from './world'

type Requested = Omit<Change, 'newResponse'>
type Request = Extract<Observation, { kind: 'request' }>

/** Takes an authorization request that Parley opened, or that names a stored request_uri. */
export function stepRequest(
  world: World,
  observation: Observation,
  newId: () => string,
): Requested | null {
  if (observation.kind !== 'request') return null
  const opened = openedBy(world, observation)
  if (opened)
    return {
      flow: { ...opened, tabId: observation.tabId, chains: [observation.requestId] },
      usedRequestId: opened.requestId,
    }
  const params = readParams(observation)
  const stored = world.requests.find(
    ({ requestUri }) => requestUri !== '' && requestUri === param(params, 'request_uri'),
  )
  if (!stored || param(params, 'client_id') === undefined) return null
  return {
    flow: knownRequest(
      world,
      observation,
      stored,
      requestMessage(observation, params, newId()),
      newId,
    ),
    usedRequestId: stored.id,
  }
}

/** The flow that waits for this tab; else the one that has waited longest for a tab that is not known yet. */
function openedBy({ flows }: World, observation: Request): Flow | undefined {
  const opening = flows
    .filter((flow) => isOpening(flow, observation))
    .toSorted((a, b) => a.createdAt - b.createdAt)
  return opening.find(({ tabId }) => tabId !== null) ?? opening[0]
}

/** A flow that Parley opened and whose tab has not called its server yet. */
function isOpening(flow: Flow, observation: Request): boolean {
  const request = flow.messages.find((message) => message.kind === 'authorization-request')
  return (
    flow.chains.length === 0 &&
    request?.source === 'parley' &&
    (flow.tabId === null || flow.tabId === observation.tabId) &&
    (request.url === observation.url || new URL(request.url).href === observation.url)
  )
}

/** The flow of a stored request: the one that already runs in this tab, when it is loaded again. */
function knownRequest(
  world: World,
  observation: Request,
  stored: StoredRequest,
  request: AuthorizationRequest,
  newId: () => string,
): Flow {
  const running = world.flows.find(
    (flow) =>
      flow.tabId === observation.tabId &&
      flow.requestId === stored.id &&
      responsesOf(flow).length === 0,
  )
  if (running)
    return {
      ...running,
      messages: [...running.messages, request],
      chains: [...running.chains, observation.requestId],
      updatedAt: observation.at,
    }
  const start = {
    id: newId(),
    parId: newId(),
    client: clientOf(world, observation, stored),
    stored,
    request,
    matchedBy: 'request_uri',
    tabId: observation.tabId,
    incognito: observation.incognito ?? false,
    container: observation.container,
  } as const
  const pushed = world.flows.find(({ id }) => id === stored.flowId)
  const flow = pushed && isPushedOnly(pushed) ? continuePushed(pushed, start) : startFlow(start)
  return { ...flow, chains: [observation.requestId] }
}

function clientOf(world: World, { url }: Request, stored: StoredRequest): KnownClient | null {
  const byEndpoint = world.clients.filter(
    ({ authorizationEndpoint }) =>
      authorizationEndpoint !== null && withoutQuery(authorizationEndpoint) === withoutQuery(url),
  )
  const ofProfile = ({ profileId }: KnownClient) => profileId === stored.profileId
  return byEndpoint.find(ofProfile) ?? byEndpoint[0] ?? world.clients.find(ofProfile) ?? null
}

function readParams({ url, form }: Request): Params {
  const { query } = splitUrl(url)
  return [...(query === null ? [] : formDecode(query)), ...(form ?? [])]
}

function requestMessage(
  { at, method, url }: Request,
  params: Params,
  id: string,
): AuthorizationRequest {
  return {
    kind: 'authorization-request',
    id,
    at,
    source: 'browser',
    results: [],
    method,
    url,
    params,
  }
}
