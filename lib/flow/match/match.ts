import type { Observation } from '@/lib/capture/observation'
import { decodeJwt } from '@/lib/jose/decode'
import { credentials, mayBeRequest } from '@/lib/oauth/response'
import { isSamePlace, placeOnAnyPort } from '@/lib/model/url'
import { originOf, serversOf } from './servers'
import type { Flow } from '@/lib/flow/model/flow'
import type { MatchReason } from '@/lib/model/match-reason'
import { findResponse, responsesOf } from '@/lib/flow/read/find-response'
import { responseReader, type SeenResponse } from './seen-response'
import { param, type Params } from '@/lib/model/params'
import { isClosed, membersOf } from '@/lib/flow/read/response-members'
import { isPushedOnly } from '@/lib/flow/read/endpoint-response'
import type { World } from '@/lib/flow/model/world'

/** A flow that an observation may belong to, with the response that the flow would receive. */
interface Candidate {
  readonly flow: Flow
  readonly response: SeenResponse | null
  readonly identity: ResponseIdentity
}

/** Values of a response that identify its flow, including those inside a JARM. */
interface ResponseIdentity {
  readonly state: string | null
  readonly issuer: string | null
  /** The audience of a JARM. */
  readonly audience: string | null
  /** It is an encrypted JARM, so its values are not known. */
  readonly isClosed: boolean
}

/** The flow of an observation, and the reason for the match. */
export interface Match {
  readonly flow: Flow
  readonly response: SeenResponse | null
  readonly reason: MatchReason
}

type Matcher = (candidate: Candidate, observation: Observation, world: World) => boolean
type Choose = (claiming: readonly Candidate[], observation: Observation) => Candidate | undefined

/**
 * The reasons for assigning an observation to a flow, the strongest first. "The latest flow" is never a
 * reason. A flow that already has a response accepts a further one only for its state or its own navigation.
 */
const matchers: readonly (readonly [MatchReason, Matcher, Choose])[] = [
  ['state', hasState, nearest],
  ['redirect-chain', ({ flow }, { webRequestId }) => flow.chains.includes(webRequestId), nearest],
  ['client', isForClient, onlyOne],
  ['tab', ({ flow }, observation) => isWaiting(flow) && isInTab(flow, observation), nearest],
  [
    'opener',
    ({ flow }, observation, world) => isWaiting(flow) && opened(flow, observation, world),
    nearest,
  ],
]

/**
 * Finds the flow of an observation. If the observation contains a response, the flow must be able to receive
 * it: at a redirect_uri of its client, with its state, or directly from its server. If a reason applies to
 * several flows, the one in the same tab is used, and among those the one opened last.
 */
export function match(world: World, observation: Observation): Match | null {
  const candidateOf = createCandidates(observation)
  const candidates = world.flows.filter((flow) => isSameSpace(flow, observation)).map(candidateOf)
  const again = candidates.find((candidate) => isKnown(candidate))
  if (again) return { ...again, reason: 'redirect-chain' }
  const fitting = candidates.filter((candidate) => fits(world, candidate, observation))
  return strongest(world, observation, fitting)
}

/** Finds the flow of a login page, regardless of the parameters in its URL. */
export function matchPage(world: World, observation: Observation): Match | null {
  const candidates = world.flows
    .filter((flow) => isSameSpace(flow, observation))
    .map((flow) => ({ flow, response: null, identity: identityOf([]) }))
  return strongest(world, observation, candidates)
}

function strongest(
  world: World,
  observation: Observation,
  candidates: readonly Candidate[],
): Match | null {
  const fitting = candidates.toSorted((a, b) => b.flow.createdAt - a.flow.createdAt)
  for (const [reason, claim, choose] of matchers) {
    const claiming = fitting.filter((candidate) => claim(candidate, observation, world))
    const found = choose(claiming, observation)
    if (found) return { flow: found.flow, response: found.response, reason }
  }
  return null
}

function createCandidates(observation: Observation): (flow: Flow) => Candidate {
  const read = responseReader(observation)
  const known = new Map<SeenResponse | null, ResponseIdentity>()
  return (flow) => {
    const response = read(flow.redirectUris)
    const identity = known.get(response) ?? identityOf(response?.read.params ?? [])
    known.set(response, identity)
    return { flow, response, identity }
  }
}

function identityOf(params: Params): ResponseIdentity {
  const members = membersOf({ params, jwts: [] })
  return {
    state: param(members, 'state') ?? null,
    issuer: param(members, 'iss') ?? null,
    audience: audienceOf(params),
    isClosed: isClosed({ params, jwts: [] }),
  }
}

/**
 * Chooses between several flows: the one that waits in this tab, otherwise the only one, otherwise the only
 * one that waits.
 */
function nearest(claiming: readonly Candidate[], observation: Observation): Candidate | undefined {
  const inTab = claiming.filter(({ flow }) => isInTab(flow, observation))
  const waiting = ({ flow }: Candidate) => isWaiting(flow)
  const [own] = inTab.some(waiting) ? inTab.filter(waiting) : inTab
  if (own) return own
  return onlyOne(claiming) ?? onlyOne(claiming.filter(waiting))
}

function onlyOne(claiming: readonly Candidate[]): Candidate | undefined {
  return claiming.length === 1 ? claiming[0] : undefined
}

/** Private windows and containers are separated from all other tabs. */
function isSameSpace(flow: Flow, { incognito, cookieStoreId }: Observation): boolean {
  const differs = <T>(a: T | null, b: T | null) => a !== null && b !== null && a !== b
  return !differs(incognito, flow.incognito) && !differs(flow.cookieStoreId, cookieStoreId)
}

/** A response with a known code or token belongs to its flow, wherever it is observed. */
function isKnown({ flow, response }: Candidate): boolean {
  return (
    response !== null &&
    hasCredential(response.read.params) &&
    (!mayBeRequest(response.read.params) || isRedirectUri(flow, response.read.target)) &&
    findResponse(flow, response.read) !== undefined
  )
}

/** A value that only a response can contain: servers do not echo it from a request. */
function hasCredential(params: Params): boolean {
  return credentials.some((name) => param(params, name))
}

const isWaiting = (flow: Flow) => responsesOf(flow).length === 0

/** A flow with nothing but a push has not begun a navigation. Navigations in its tab belong to the app. */
function isInTab(flow: Flow, { tabId, frame }: Observation): boolean {
  return flow.tabId === tabId && frameOf(flow) === frame && !isPushedOnly(flow)
}

function frameOf({ messages }: Flow) {
  return messages.find((message) => message.kind === 'authorization-request')?.frame ?? 'top'
}

/** Number of openers to follow. A login rarely opens more than two windows. */
const depth = 4

function opened(flow: Flow, { tabId }: Observation, { openers }: World): boolean {
  return openersOf(tabId, openers).some((opener) => opener === flow.tabId)
}

/** The tab that opened a tab, the tab that opened that one, and so on. */
export function openersOf(tabId: number, openers: World['openers']): readonly number[] {
  const found: number[] = []
  let opener = openers[tabId]
  for (; found.length < depth && opener !== undefined; opener = openers[opener]) found.push(opener)
  return found
}

function hasState({ flow, identity }: Candidate): boolean {
  const { state } = flow.expected
  return state !== null && identity.state === state
}

/**
 * A response at a redirect_uri of a waiting flow, without a state, issuer or audience that contradicts the
 * flow. Any page can send a response without the state of the request.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-10.12)
 */
function isForClient({ flow, response, identity }: Candidate): boolean {
  if (response === null || !isWaiting(flow) || !isRedirectUri(flow, response.read.target))
    return false
  if (flow.expected.state !== null && identity.state !== flow.expected.state)
    return identity.isClosed
  const comparisons = [
    [identity.issuer, flow.issuer],
    [identity.audience, flow.clientId],
  ] as const
  return comparisons.every(([seen, own]) => seen === null || own === null || seen === own)
}

function audienceOf(params: Params): string | null {
  const text = param(params, 'response')
  const aud = text === undefined ? null : decodeJwt(text).payload?.['aud']
  return typeof aud === 'string' ? aud : null
}

function fits(world: World, candidate: Candidate, observation: Observation): boolean {
  const { flow, response } = candidate
  if (response === null || isRedirectUri(flow, response.read.target)) return true
  if (hasState(candidate)) return !isServersOwn(world, candidate, observation)
  if (mayBeRequest(response.read.params) && !hasCredential(response.read.params)) return false
  // An app that passes its response to another page.
  if (findResponse(flow, response.read)) return true
  // A server that passes the code of another server to its own host. A response of this flow would have its
  // state.
  if (flow.redirectUris.length > 0 && flow.expected.state !== null) return false
  return comesFromServer(world, flow, observation, response.url)
}

/**
 * Whether a page of the authorization server itself has the flow's state together with a code or an error: an
 * error page, a login page after a wrong password, or a form with a one-time code. If no redirect_uri is
 * known, a code that the server sends to its own host by redirect counts as a response, because sandboxes do
 * this.
 */
function isServersOwn(
  world: World,
  { flow, response }: Candidate,
  observation: Observation,
): boolean {
  if (response === null) return false
  const origin = originOf(response.url)
  if (!serversOf(world, flow).includes(origin)) return false
  const { params, responseMode } = response.read
  const isOfOwnPage = responseMode === 'form' && [null, origin].includes(observation.initiator)
  return (
    flow.redirectUris.length > 0 || mayBeRequest(params) || isOfOwnPage || !hasCredential(params)
  )
}

/**
 * Whether a URL is one of the redirect_uris of a flow or client. Ignores their queries, and an upgrade from
 * http to https. Unless the request named the redirect_uri, a loopback one has any port.
 *
 * @see [RFC 8252](https://www.rfc-editor.org/rfc/rfc8252.html#section-7.3)
 */
export function isRedirectUri(
  known: Pick<Flow, 'redirectUris'> & Partial<Pick<Flow, 'requested'>>,
  target: string,
): boolean {
  if (isExactRedirectUri(known, target)) return true
  if (known.requested && known.requested.redirectUri !== null) return false
  const place = placeOnAnyPort(target)
  return known.redirectUris.some((uri) => placeOnAnyPort(uri) === place)
}

/** The same with the port as registered. */
export function isExactRedirectUri(
  { redirectUris }: Pick<Flow, 'redirectUris'>,
  target: string,
): boolean {
  return redirectUris.some((uri) => isSamePlace(uri, target))
}

/**
 * Whether a response goes from the server's origin to another origin, by a redirect or from a page of the
 * server. The initiator of a navigation is not updated by later redirects, so it is only used if no
 * redirect_uri is known.
 */
function comesFromServer(
  world: World,
  flow: Flow,
  observation: Observation,
  target: string,
): boolean {
  const servers = serversOf(world, flow)
  const from =
    observation.kind === 'redirect' && target === observation.location
      ? originOf(observation.url)
      : flow.redirectUris.length === 0
        ? observation.initiator
        : null
  return from !== null && servers.includes(from) && !servers.includes(originOf(target))
}
