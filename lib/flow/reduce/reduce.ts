import { type Change } from './change'
import type { Observation } from '@/lib/capture/observation'
import { maxChains, maxReplays } from '@/lib/model/bounds'
import type { Flow } from '@/lib/flow/model/flow'
import { withChains, withResponse } from './flow-bound'
import {
  callbackOf,
  mayBring,
  ownMayBring,
  type SeenResponse,
} from '@/lib/flow/match/seen-response'
import { findResponse, responsesOf } from '@/lib/flow/read/find-response'
import { isReplay, keptResponseUrl, mergeResponse, newResponse } from './merge-response'
import { addHop, settleStep } from './hops'
import { match, matchPage, type Match } from '@/lib/flow/match/match'
import { param } from '@/lib/model/params'
import type { AuthorizationResponse, OAuthMessage } from '@/lib/flow/model/message'
import { startUnsolicited } from './reduce-unsolicited'
import { reduceRequest } from './reduce-request'
import type { World } from '@/lib/flow/model/world'

/**
 * Whether an observation may begin a flow or contain a response. Must be fast, because it runs for every page
 * load.
 */
export function mayMatter(observation: Observation): boolean {
  const form = 'form' in observation ? observation.form : null
  return (
    mayBring(observation) ||
    /[?&]client_id=/.test(observation.url) ||
    (form !== null && param(form, 'client_id') !== undefined)
  )
}

/**
 * Adds an observation to its flow, or begins a flow for an authorization request or an unsolicited response.
 * Null if it is not relevant. `newId` creates ids.
 */
export function reduce(world: World, observation: Observation, newId: () => string): Change | null {
  const find = () => match(world, observation) ?? startUnsolicited(world, observation, newId)
  // A response that echoes request parameters also looks like a request.
  const hasOwnResponse = ownMayBring(observation)
  const matched = hasOwnResponse ? find() : null
  if (matched?.response) return applyMatch(matched, observation, newId)
  const requested = reduceRequest(world, observation, newId)
  if (requested)
    return observation.kind === 'request'
      ? requested
      : applyResult(world, requested, observation, newId)
  // A page of the server that redirects again with the parameters that it received.
  if (hasOwnResponse && observation.kind === 'redirect')
    return reduce(world, { ...observation, part: 'location' }, newId)
  const found = hasOwnResponse ? matched : find()
  const passing = found ?? (mayBring(observation) ? matchPage(world, observation) : null)
  return passing && applyMatch(passing, observation, newId)
}

/** The report that revealed a request may also contain its result. */
function applyResult(
  world: World,
  { flow, absorbed, usedStoredRequestId }: Change,
  observation: Observation,
  newId: () => string,
): Change {
  const otherFlows = world.flows.filter(({ id }) => id !== flow.id && id !== absorbed)
  const next = reduce({ ...world, flows: [flow, ...otherFlows] }, observation, newId)
  const own = next?.flow.id === flow.id ? next : null
  return { flow, newResponse: false, ...own, usedStoredRequestId, absorbed }
}

function applyMatch(
  { flow, response: seen, reason }: Match,
  observation: Observation,
  newId: () => string,
): Change | null {
  if (!seen) return applyWithoutResponse(flow, observation, newId)
  const known = findResponse(flow, seen.read)
  const before = settleStep(flow.messages, observation)
  const messages = known
    ? replace(before, known, oneMore(flow, known, seen, observation))
    : withResponse(before, newResponse(newId(), seen, observation, reason))
  return change(flow, messages, observation, known === undefined)
}

/** Adds a further report of a response, or a repetition of it. */
function oneMore(
  flow: Flow,
  known: AuthorizationResponse,
  seen: SeenResponse,
  observation: Observation,
): AuthorizationResponse {
  const { at, tabId } = observation
  return isReplay(flow, known, seen, observation)
    ? { ...known, replays: [...known.replays, { at, tabId }].slice(0, maxReplays) }
    : mergeResponse(known, seen, observation)
}

/** Adds an observation without a response: the result of a form post, or a step of the login. */
function applyWithoutResponse(
  flow: Flow,
  observation: Observation,
  newId: () => string,
): Change | null {
  const response = responsesOf(flow).at(-1)
  const messages = response
    ? settleForm(flow.messages, response, observation)
    : addHop(flow.messages, observation, newId)
  const isKnown = flow.chains.includes(observation.webRequestId) || flow.chains.length >= maxChains
  return messages === flow.messages && isKnown ? null : change(flow, messages, observation, false)
}

/** Adds the result of a form post. The response is not in its URL, so it is recognised by its method and URL. */
function settleForm(
  messages: readonly OAuthMessage[],
  response: AuthorizationResponse,
  observation: Observation,
): readonly OAuthMessage[] {
  const { responseMode, method, url } = response
  return responseMode === 'form' &&
    method === observation.method &&
    url === keptResponseUrl(observation.url)
    ? replace(messages, response, { ...response, callback: callbackOf(observation) })
    : messages
}

function replace(
  messages: readonly OAuthMessage[],
  old: OAuthMessage,
  by: OAuthMessage,
): readonly OAuthMessage[] {
  return messages.map((message) => (message.id === old.id ? by : message))
}

function change(
  flow: Flow,
  messages: readonly OAuthMessage[],
  observation: Observation,
  isNew: boolean,
): Change {
  return {
    flow: {
      ...withChain(flow, observation),
      messages,
      updatedAt: Math.max(flow.updatedAt, observation.at),
    },
    newResponse: isNew,
    usedStoredRequestId: null,
    absorbed: null,
  }
}

/** Adds the navigation of an observation to a flow. */
function withChain(flow: Flow, { webRequestId }: Observation): Flow {
  return { ...flow, chains: withChains(flow.chains, [webRequestId]) }
}
