import type { Observation } from '@/lib/capture/observation'
import { partsOf } from '@/lib/flow/match/seen-response'
import { responsesOf } from '@/lib/flow/read/find-response'
import { mayMatter, reduce } from '@/lib/flow/reduce/reduce'
import type { Change } from '@/lib/flow/reduce/change'
import type { Flow } from '@/lib/flow/model/flow'
import { isDroppedFirst, rankOf } from '@/lib/flow/reduce/flow-budget'
import { withDropped } from '@/lib/storage/dropped'
import type { IsRefused } from './start-limit'
import type { createHoldWatch } from './hold-watch'
import type { Delivery } from '@/lib/flow/model/hold'
import type { AuthorizationResponse, OAuthMessage } from '@/lib/flow/model/message'
import { isUnopened } from '@/lib/judge/open-message'
import { judgeFlow } from '@/lib/judge/judge-flow'
import { presentFacts, profilesOf, worldOf } from '@/lib/storage/select'
import { concernedBy } from '@/lib/flow/match/concerns'
import type { World } from '@/lib/flow/model/world'
import { notify } from './desktop-notifications'
import type { Ports } from './ports'
import type { Data } from '@/lib/storage/data'
import type { Store } from './store'
import type { Desk } from './store-draft'

interface WatchServices {
  readonly ports: Ports
  readonly store: Store
  readonly holds: ReturnType<typeof createHoldWatch>
  readonly isRefused: IsRefused
}

/** What follows once the changes of an observation are stored. */
interface Outcome {
  /** A response that has to be sent again. */
  readonly again?: Delivery | null
  /** The flow with a new response, or with a request whose JWTs have to be opened. */
  readonly captured?: Captured | null
}

interface Captured {
  readonly flow: Flow
  readonly response: AuthorizationResponse | null
}

/**
 * Processes browser events. When the promise resolves, the changes are stored. Events that belong to
 * no flow are dropped.
 */
export function createWatch(
  services: WatchServices,
  onCaptured: (flowId: string, responseId: string | null) => Promise<void>,
) {
  const { ports, store, holds } = services
  return async (observation: Observation): Promise<void> => {
    for (const part of partsOf(observation)) {
      const { again, captured } = await store.runTogether((desk) => take(services, desk, part))
      if (again) await holds.sendAgain(again)
      if (!captured) continue
      const { flow, response } = captured
      if (response && !flow.negativeTest) await notify(ports, await store.data(), flow, response)
      await onCaptured(flow.id, response?.id ?? null)
    }
  }
}

/** Adds an observation to its flow. */
async function take(
  { ports, holds, isRefused }: WatchServices,
  desk: Desk,
  observation: Observation,
): Promise<Outcome> {
  const delivered = await holds.deliver(desk, observation)
  if (delivered) return delivered
  const data = desk.data()
  const seen = await placed(ports, observation)
  const found = reduce(await worldFor(desk, seen), seen, ports.newId)
  const refused = found !== null && isRefused(data, found) ? found.flow : null
  const change = refused ? null : found
  const held = await holds.stop(desk, observation, change)
  // Each navigation is reported several times and counted once.
  if (!change) await forget(desk, held, observation.kind === 'request' ? refused : null)
  if (!change) return {}
  const isWritten = await keep(desk, held, change, observation.at)
  const kept = isWritten ? await desk.flow(change.flow.id) : null
  if (kept) return { captured: capturedIn(change, kept) }
  // A stopped navigation of a dropped flow is handled like one without a flow.
  if (held) await forget(desk, await holds.stop(desk, observation, null), null)
  return {}
}

/** The flows that an event may concern. */
async function worldFor(desk: Desk, observation: Observation): Promise<World> {
  const data = desk.data()
  const world = worldOf(data, [])
  const concerned = presentFacts(data).filter(concernedBy(observation, world))
  return { ...world, flows: await desk.flows(concerned.map(({ id }) => id)) }
}

type Held = Awaited<ReturnType<ReturnType<typeof createHoldWatch>['stop']>>

/** Saves the effect of an observation on held pages, and counts a refused flow. */
async function forget(desk: Desk, held: Held, refused: Flow | null): Promise<void> {
  if (!held && !refused) return
  await desk.save({
    ...held?.changes,
    ...(refused && { dropped: withDropped(desk.data().dropped, [{ rank: rankOf(refused) }]) }),
  })
}

/** Saves a change; false if storage is full and the flow is a third-party flow. */
async function keep(desk: Desk, held: Held, change: Change, at: number): Promise<boolean> {
  const data = desk.data()
  const flow = judgeFlow(withExchange(held?.flow ?? change.flow, change, data), data)
  try {
    await desk.save({
      ...held?.changes,
      putFlows: [...(held?.changes.putFlows ?? []), flow],
      ...news(data, change, flow),
      ...used(data, change.usedStoredRequestId, at),
    })
    return true
  } catch (error) {
    const lost = { rank: rankOf(flow) }
    if (!isDroppedFirst(lost)) throw error
    await desk.save({ dropped: withDropped(data.dropped, [lost]) })
    return false
  }
}

/** Stored with the response, so that a later worker exchanges its code if this one is terminated. */
function withExchange(flow: Flow, { newResponse }: Change, data: Data): Flow {
  const response = newResponse ? responsesOf(flow).at(-1) : undefined
  const profile = profilesOf(data).find(({ id }) => id === flow.profileId)
  return response && profile?.autoExchange && flow.requested.codeVerifier !== null
    ? { ...flow, exchangeDue: response.id }
    : flow
}

/** The new response of a change, or a request whose JWTs have to be opened. */
function capturedIn({ newResponse }: Change, flow: Flow): Captured | null {
  const response = newResponse ? (responsesOf(flow).at(-1) ?? null) : null
  const isCaptured =
    response !== null || flow.messages.some((message) => isUnopenedRequest(message, flow))
  return isCaptured ? { flow, response } : null
}

/** Must be cheap, because it runs for every event of a flow. */
function isUnopenedRequest(message: OAuthMessage, flow: Flow): boolean {
  return (
    message.kind === 'authorization-request' &&
    message.jwts === undefined &&
    isUnopened(message, flow)
  )
}

/** The changes outside the flow: the latest response, and the absorbed flow. */
function news(data: Data, { absorbed, newResponse }: Change, { id, negativeTest }: Flow) {
  const takesOver = absorbed !== null && absorbed === data.latest
  const isNews = newResponse && !negativeTest
  const latest = isNews || takesOver ? id : data.latest
  return {
    ...(absorbed === null ? {} : { dropFlows: [absorbed] }),
    ...(latest === data.latest ? {} : { latest }),
    ...(isNews ? { hasNewResponse: true } : {}),
  }
}

/** The events of Chromium do not say whether they are from a private window. */
async function placed(ports: Ports, observation: Observation): Promise<Observation> {
  if (observation.incognito !== null || observation.tabId < 0 || !mayMatter(observation))
    return observation
  return { ...observation, incognito: await ports.isPrivate(observation.tabId) }
}

/** A request_uri counts as used from its first use. */
export function used(
  data: Data,
  storedRequestId: string | null,
  at: number,
): Partial<Pick<Data, 'requests'>> {
  const request = data.requests.find(({ id }) => id === storedRequestId)
  if (!request || request.usedAt !== null) return {}
  return {
    requests: data.requests.map((item) => (item === request ? { ...item, usedAt: at } : item)),
  }
}
