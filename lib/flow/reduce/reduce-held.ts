import type { Observation } from '@/lib/capture/observation'
import { readResponse, sameResponse } from '@/lib/oauth/response'
import { parseUrl } from '@/lib/model/url'
import type { Flow } from '@/lib/flow/model/flow'
import { findResponse, responsesOf } from '@/lib/flow/read/responses'
import { keptResponseUrl } from './merge-response'
import { editHold, restingState } from '@/lib/flow/hold/held-response'
import type { Delivery, HoldSite, PageLocation } from '@/lib/flow/model/hold'
import { isStopped } from '@/lib/flow/hold/hold-match'
import type { HoldRule } from '@/lib/flow/hold/hold-rules'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { startOf } from '@/lib/flow/read/navigation-start'
import { keptPage } from '@/lib/model/text-bound'

/** What is held where, and what is to be sent on. */
export interface Holding {
  readonly held: readonly HoldSite[]
  readonly deliveries: readonly Delivery[]
}

/** What an observation means for what is held; a flow only where it changes. */
export interface HeldChange extends Holding {
  readonly flow: Flow | null
}

/**
 * What an observation means for holding, after it was put into its flow. That a navigation is stopped is
 * told by the rules themselves: Chromium tells of it afterwards only where no redirect led to it, and
 * never in a private window. What is told afterwards corrects it. The developer tools tell of what no rule
 * can have stopped.
 */
export function reduceHeld(
  holding: Holding,
  rules: readonly HoldRule[],
  observation: Observation,
  flow: Flow | null,
): HeldChange | null {
  if (observation.source === 'devtools') return null
  const isNew = !isKnown(holding, observation)
  if (observation.kind === 'request' && isStopped(rules, observation))
    return stop(holding, observation, flow)
  if (observation.kind === 'held') return isNew ? stop(holding, observation, flow) : null
  return observation.kind === 'request'
    ? leave(holding, observation)
    : wentThrough(holding, observation, flow)
}

function isKnown({ held, deliveries }: Holding, { webRequestId }: Observation): boolean {
  return (
    held.some(({ stopped }) => stopped?.webRequestId === webRequestId) ||
    deliveries.some(({ stoppedId }) => stoppedId === webRequestId)
  )
}

const isAt = (spot: PageLocation) => (other: PageLocation) =>
  other.tabId === spot.tabId && other.frame === spot.frame

/** A navigation was stopped: its response is held, or it is to be sent on as it came. */
function stop(holding: Holding, observation: Observation, flow: Flow | null): HeldChange | null {
  const { tabId, frame, webRequestId, url, method } = observation
  const others = {
    held: holding.held.filter((place) => !isAt(observation)(place)),
    deliveries: holding.deliveries.filter((delivery) => !isAt(observation)(delivery)),
  }
  const response = flow && responseAt(flow, observation)
  if (!flow || !response) {
    const delivery: Delivery = {
      tabId,
      frame,
      method: method === 'GET' ? 'GET' : 'POST',
      url,
      form: observation.kind === 'request' ? observation.form : null,
      of: null,
      start: startOf({ ...observation, from: null }, true),
      initiator: observation.initiator,
      state: 'undecided',
      webRequestId: null,
      stoppedId: webRequestId,
    }
    return { ...others, deliveries: [...others.deliveries, delivery], flow: null }
  }
  const stopped = asStopped(flow, response, observation)
  const hold = {
    state: restingState(flow, response),
    at: observation.at,
    tabId,
    initiator: observation.initiator,
    releases: response.hold?.releases ?? [],
  }
  const place = {
    tabId,
    frame,
    flowId: flow.id,
    responseId: response.id,
    stopped: { webRequestId, url: keptResponseUrl(url) },
  }
  return {
    ...others,
    held: [place, ...others.held.filter(({ responseId }) => responseId !== response.id)],
    flow: editHold(replaceResponse(flow, stopped), response.id, hold),
  }
}

/**
 * A response as it was stopped: what was told of it elsewhere before, with the same code, is not where it
 * is to go on to. One that was released before, and comes as it was changed then, is still what came first.
 */
function asStopped(
  { redirectUris }: Flow,
  response: AuthorizationResponse,
  observation: Observation,
): AuthorizationResponse {
  const form = observation.kind === 'request' ? observation.form : null
  const { url, method } = observation
  const read = readResponse(url, form, redirectUris)
  if (!read || !sameResponse(read.params, response.params)) return response
  if (read.responseMode === response.responseMode && isSameUrl(response.url, url)) return response
  const passedOn = response.passedOn.filter((passed) => passed !== keptPage(url))
  return { ...response, ...read, url: keptResponseUrl(url), method, passedOn }
}

function replaceResponse(flow: Flow, response: AuthorizationResponse): Flow {
  const messages = flow.messages.map((message) => (message.id === response.id ? response : message))
  return { ...flow, messages }
}

/** The response that an observation of the redirect_uri itself brought. */
function responseAt(flow: Flow, observation: Observation): AuthorizationResponse | undefined {
  const form = observation.kind === 'request' ? observation.form : null
  const read = readResponse(observation.url, form, flow.redirectUris)
  if (read) return findResponse(flow, read)
  return observation.method === 'POST' && form === null
    ? responsesOf(flow).findLast(
        ({ responseMode, url }) =>
          responseMode === 'form' && url === keptResponseUrl(observation.url),
      )
    : undefined
}

/** A page that goes somewhere else holds nothing any more. */
function leave(holding: Holding, { tabId, frame, webRequestId }: Observation): HeldChange | null {
  if (frame === 'sub') return null
  const held = holding.held.filter(
    (place) => place.tabId !== tabId || place.stopped?.webRequestId === webRequestId,
  )
  const deliveries = holding.deliveries.filter(
    (one) => one.tabId !== tabId || one.webRequestId !== null || one.stoppedId === webRequestId,
  )
  const isSame =
    held.length === holding.held.length && deliveries.length === holding.deliveries.length
  return isSame ? null : { held, deliveries, flow: null }
}

/** An answer of what was taken to be stopped says that it was not: the rules had just changed. */
function wentThrough(
  holding: Holding,
  observation: Observation,
  flow: Flow | null,
): HeldChange | null {
  const { webRequestId, url } = observation
  const place = holding.held.find(
    ({ stopped }) =>
      stopped?.webRequestId === webRequestId && isSameUrl(stopped.url, keptResponseUrl(url)),
  )
  const sent = holding.deliveries.find(
    (one) => one.stoppedId === webRequestId && one.state !== 'sent' && isSameUrl(one.url, url),
  )
  if (!place && !sent) return null
  const response = responsesOf(flow ?? { messages: [] }).find(({ id }) => id === place?.responseId)
  const hold = response?.hold
  return {
    held: holding.held.filter((one) => one !== place),
    deliveries: holding.deliveries.filter((one) => one !== sent),
    flow:
      flow && response && hold
        ? editHold(
            flow,
            response.id,
            hold.releases.length > 0 ? { ...hold, state: 'released' } : null,
          )
        : null,
  }
}

/** Two spellings of one URL; browsers do not tell the fragment of every event. */
export function isSameUrl(a: string, b: string): boolean {
  const plain = (text: string) => {
    const url = parseUrl(text)
    if (!url) return text
    url.hash = ''
    return url.href
  }
  return plain(a) === plain(b)
}
