import type { Observation } from '@/lib/capture/observation'
import { splitUrl } from '@/lib/oauth/url'
import type { Flow, MatchReason } from './flow'
import { findResponse, seenResponse, type SeenResponse } from './flow-response'
import { param } from './message'
import type { KnownClient, World } from './world'

/** A flow that an observation may belong to, with the response that it would get by it. */
interface Candidate {
  readonly flow: Flow
  readonly response: SeenResponse | null
}

/** The flow that an observation belongs to, and why. */
export interface Match extends Candidate {
  readonly reason: MatchReason
}

type Claim = (candidate: Candidate, observation: Observation) => boolean

/** Why a flow may claim an observation, the strongest reason first; never "it is the latest". */
const claims: readonly (readonly [MatchReason, Claim])[] = [
  ['state', hasState],
  ['redirect-chain', ({ flow }, { requestId }) => flow.chains.includes(requestId)],
  ['tab', inTab],
]

/**
 * Finds the flow of an observation. A response must also be one that the flow can get: at a
 * redirect_uri of its client, or with its state, or straight from its authorization endpoint.
 * Where several flows share a reason it is the one whose tab it is, and there the last one opened.
 */
export function match(world: World, observation: Observation): Match | null {
  const candidates = world.flows
    .map((flow): Candidate => ({ flow, response: seenResponse(observation, flow.redirectUris) }))
    .filter((candidate) => fits(world, candidate, observation))
    .toSorted((a, b) => b.flow.createdAt - a.flow.createdAt)
  for (const [reason, claim] of claims) {
    const claiming = candidates.filter((candidate) => claim(candidate, observation))
    const own = claiming.find((candidate) => inTab(candidate, observation))
    const found = own ?? (claiming.length === 1 ? claiming[0] : undefined)
    if (found) return { ...found, reason }
  }
  return null
}

function inTab({ flow }: Candidate, { tabId }: Observation): boolean {
  return flow.tabId !== null && flow.tabId === tabId
}

function hasState({ flow, response }: Candidate): boolean {
  const { state } = flow.expected
  return state !== null && response !== null && param(response.read.params, 'state') === state
}

function fits(world: World, candidate: Candidate, observation: Observation): boolean {
  const { flow, response } = candidate
  if (response === null || hasState(candidate) || isRedirectUri(flow, response.read.target))
    return true
  // An app that passes its response on to another page.
  if (findResponse(flow, response.read)) return true
  const client = world.clients.find(({ profileId }) => profileId === flow.profileId)
  return client !== undefined && comesFromServer(client, observation, response.url)
}

/** Whether a URL is one of the flow's redirect_uris, whatever their queries. */
export function isRedirectUri(flow: Pick<Flow, 'redirectUris'>, target: string): boolean {
  return flow.redirectUris.some((uri) => baseOf(uri) === baseOf(target))
}

function baseOf(url: string): string {
  const { base } = splitUrl(url)
  return URL.canParse(base) ? new URL(base).href : base
}

/** A redirect of the authorization endpoint's origin to another origin. */
function comesFromServer(client: KnownClient, observation: Observation, target: string): boolean {
  if (observation.kind !== 'redirect' || !client.authorizationEndpoint) return false
  const server = new URL(client.authorizationEndpoint).origin
  return new URL(observation.url).origin === server && new URL(target).origin !== server
}
