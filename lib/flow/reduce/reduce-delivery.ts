import type { Observation } from '@/lib/capture/observation'
import { maxDeliveries, maxDelivery, maxRequestLength } from '@/lib/model/bounds'
import type { Flow } from '@/lib/flow/model/flow'
import { withChains } from './flow-bound'
import { callbackOf } from '@/lib/flow/match/seen-response'
import { editHold, responseIn, restingState } from '@/lib/flow/hold/held-response'
import type { Delivery, Hold } from '@/lib/flow/model/hold'
import type { Callback } from '@/lib/flow/model/message'
import { isSameUrl } from './reduce-held'

/** An event of the navigation that a held page sends. */
export type DeliveryEvent =
  | { readonly kind: 'begun'; readonly webRequestId: string }
  | { readonly kind: 'passing' }
  /** The app responded, or could not be reached, or the tab has navigated elsewhere. */
  | { readonly kind: 'over'; readonly callback: Callback }
  /** It was not sent: the browser stopped it, or its tab navigated elsewhere first. */
  | { readonly kind: 'undone' }

/** The delivery that an observation belongs to, and its event; null if there is none. */
export function deliveryEvent(
  deliveries: readonly Delivery[],
  observation: Observation,
): readonly [Delivery, DeliveryEvent] | null {
  const { webRequestId, kind, source } = observation
  if (source === 'devtools') return null
  const sent = deliveries.find((one) => one.state === 'sent' && one.webRequestId === webRequestId)
  if (sent) return [sent, eventOf(sent, observation)]
  const waiting = deliveries.find((one) => kind === 'request' && isCall(one, observation))
  return waiting ? [waiting, { kind: 'begun', webRequestId }] : null
}

function isCall({ state, tabId, frame, method, url }: Delivery, observation: Observation): boolean {
  return (
    state === 'waiting' &&
    tabId === observation.tabId &&
    frame === observation.frame &&
    method === observation.method &&
    isSameUrl(url, observation.url)
  )
}

function eventOf({ url }: Delivery, observation: Observation): DeliveryEvent {
  if (observation.kind === 'held') return { kind: 'undone' }
  return observation.kind !== 'request' && isSameUrl(url, observation.url)
    ? { kind: 'over', callback: callbackOf(observation) }
    : { kind: 'passing' }
}

/** The delivery after an event; null if there is nothing left to send. */
export function deliveryAfter(
  delivery: Delivery,
  event: DeliveryEvent,
  flow: Flow | null,
): Delivery | null {
  if (event.kind === 'begun')
    return { ...delivery, state: 'sent', webRequestId: event.webRequestId }
  if (event.kind === 'passing') return delivery
  const hold = flow && delivery.of && responseIn(flow, delivery.of.responseId)?.hold
  return hold?.state === 'releasing' ? { ...delivery, state: 'waiting' } : null
}

/** The flow of a released response after an event of its delivery. */
export function releaseAfter(flow: Flow, delivery: Delivery, event: DeliveryEvent): Flow {
  const response = delivery.of && responseIn(flow, delivery.of.responseId)
  if (!response?.hold) return flow
  const { id, hold, callback } = response
  if (event.kind === 'begun')
    return { ...flow, chains: withChains(flow.chains, [event.webRequestId]) }
  if (event.kind === 'undone')
    return editHold(flow, id, { ...hold, state: restingState(flow, response) })
  if (event.kind === 'passing') return flow
  const messages = flow.messages.map((message) =>
    message === response
      ? { ...response, callback: { ...callback, ...event.callback }, hold: counted(hold) }
      : message,
  )
  return { ...flow, messages }
}

/** Counts one more delivery to the app. */
function counted(hold: Hold): Hold {
  const last = hold.releases.at(-1)
  if (!last) return hold
  const done = last.done === 0 ? 1 : 2
  return {
    ...hold,
    releases: [...hold.releases.slice(0, -1), { ...last, done }],
    state: done < last.times ? 'releasing' : 'released',
  }
}

/**
 * Limits the stored deliveries. Any page can post a form to a held redirect_uri. A form that is too large, or
 * that exceeds the total, cannot be sent on. A response that the tester releases has its own limit.
 */
export function boundDeliveries(deliveries: readonly Delivery[]): readonly Delivery[] {
  let room = maxDeliveries
  return deliveries
    .filter(({ of, url }) => of !== null || url.length <= maxRequestLength)
    .map((one) => {
      if (one.of !== null || one.form === null) return one
      const length = one.form.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
      if (length > Math.min(room, maxDelivery)) return { ...one, form: null }
      room -= length
      return one
    })
}
