import type { Observation } from '@/lib/capture/observation'
import { readResponse, sameResponse } from '@/lib/oauth/response'
import { parseUrl } from '@/lib/model/url'
import type { Flow } from '@/lib/flow/model/flow'
import { findResponse, responsesOf } from '@/lib/flow/read/find-response'
import { keptResponseUrl } from './merge-response'
import { editHold, restingState } from '@/lib/flow/hold/held-response'
import type { Delivery, HoldSite, PageLocation } from '@/lib/flow/model/hold'
import { isStopped } from '@/lib/flow/hold/hold-match'
import type { HoldRule } from '@/lib/flow/hold/hold-rules'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { startOf } from '@/lib/flow/read/navigation-start'
import { keptPage } from '@/lib/model/text-bound'

/** The held responses with their pages, and the navigations to be sent. */
export interface Holding {
  readonly held: readonly HoldSite[]
  readonly deliveries: readonly Delivery[]
}

/** The effect of an observation on holding; a flow only if it changes. */
export interface HeldChange extends Holding {
  readonly flow: Flow | null
}

/**
 * Updates holding after an observation was added to its flow. Whether a navigation was stopped is computed
 * from the rules: Chromium reports it afterwards only if no redirect led to the navigation, and never in a
 * private window. Such a report corrects the computed result. Reports from DevTools are ignored, because
 * rules cannot have stopped those navigations.
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

/** Whether a navigation is known to be stopped. */
export function isKnown({ held, deliveries }: Holding, { webRequestId }: Observation): boolean {
  return (
    held.some(({ stopped }) => stopped?.webRequestId === webRequestId) ||
    deliveries.some(({ stoppedId }) => stoppedId === webRequestId)
  )
}

const isAt = (spot: PageLocation) => (other: PageLocation) =>
  other.tabId === spot.tabId && other.frame === spot.frame

/** A navigation was stopped. Its response is held; a navigation without a response waits to be sent unchanged. */
function stop(holding: Holding, observation: Observation, flow: Flow | null): HeldChange | null {
  const { tabId, frame, webRequestId, url, method } = observation
  const remaining = {
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
    return { ...remaining, deliveries: [...remaining.deliveries, delivery], flow: null }
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
    ...remaining,
    held: [place, ...remaining.held.filter(({ responseId }) => responseId !== response.id)],
    flow: editHold(replaceResponse(flow, stopped), response.id, hold),
  }
}

/**
 * The response as it was stopped. Earlier reports with the same code may have a different URL, which is not
 * the target of the release. A response that was released before, and is stopped again with the changed
 * parameters, keeps its original values.
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
  const { asSent: _, ...rest } = response
  return { ...rest, ...read, url: keptResponseUrl(url), method, passedOn }
}

function replaceResponse(flow: Flow, response: AuthorizationResponse): Flow {
  const messages = flow.messages.map((message) => (message.id === response.id ? response : message))
  return { ...flow, messages }
}

/** The response in an observation of the redirect_uri itself. */
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

/** A page that navigates elsewhere no longer holds anything. */
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

/**
 * A result for a navigation that was regarded as stopped: it was not stopped, because the rules had just
 * changed.
 */
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

/** Whether two URLs are equal after normalisation, without their fragments, which browsers omit in some events. */
export function isSameUrl(a: string, b: string): boolean {
  const plain = (text: string) => {
    const url = parseUrl(text)
    if (!url) return text
    url.hash = ''
    return url.href
  }
  return plain(a) === plain(b)
}
