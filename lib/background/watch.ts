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
import type { OAuthMessage } from '@/lib/flow/model/message'
import { isUnopened } from '@/lib/judge/open-message'
import { judgeFlow } from '@/lib/judge/judge-flow'
import { presentFacts, profilesOf, worldOf } from '@/lib/storage/select'
import { concernedBy } from '@/lib/flow/match/concerns'
import type { World } from '@/lib/flow/model/world'
import { notify } from './desktop-notifications'
import type { Ports } from './ports'
import type { Data } from '@/lib/storage/data'
import type { Save, Store } from './store'

interface WatchServices {
  readonly ports: Ports
  readonly store: Store
  readonly holds: ReturnType<typeof createHoldWatch>
  readonly isRefused: IsRefused
}

/**
 * Processes browser events. When the promise resolves, the changes are stored. Events that belong to
 * no flow are dropped.
 */
export function createWatch(
  services: WatchServices,
  onCaptured: (flowId: string, responseId: string | null) => Promise<void>,
) {
  return async (observation: Observation): Promise<void> => {
    for (const part of partsOf(observation)) {
      const captured = await services.store.run((data, save) => take(services, data, save, part))
      if (captured) await onCaptured(...captured)
    }
  }
}

/** Adds an observation to its flow; returns the ids of the flow and of a new response. */
async function take(
  { ports, store, holds, isRefused }: WatchServices,
  data: Data,
  save: Save,
  observation: Observation,
): Promise<[string, string | null] | null> {
  if (await holds.deliver(data, save, observation)) return null
  const seen = await placed(ports, observation)
  const found = reduce(await worldFor(store, data, seen), seen, ports.newId)
  const refused = found !== null && isRefused(data, found) ? found.flow : null
  const change = refused ? null : found
  const held = await holds.stop(data, observation, change)
  // Each navigation is reported several times and counted once.
  if (!change) await forget(data, save, held, observation.kind === 'request' ? refused : null)
  if (!change) return null
  const isWritten = await keep(data, save, held, change, observation.at)
  const kept = isWritten ? await store.flow(change.flow.id) : null
  if (kept) return arrived(ports, data, change, kept)
  // A stopped navigation of a dropped flow is handled like one without a flow.
  if (held) await forget(data, save, await holds.stop(data, observation, null), null)
  return null
}

/** The flows that an event may concern. */
async function worldFor(store: Store, data: Data, observation: Observation): Promise<World> {
  const world = worldOf(data, [])
  const concerned = presentFacts(data).filter(concernedBy(observation, world))
  return { ...world, flows: await store.flows(concerned.map(({ id }) => id)) }
}

type Held = Awaited<ReturnType<ReturnType<typeof createHoldWatch>['stop']>>

/** Saves the effect of an observation on held pages, and counts a refused flow. */
async function forget(data: Data, save: Save, held: Held, refused: Flow | null): Promise<void> {
  if (!held && !refused) return
  await save({
    ...held?.changes,
    ...(refused && { dropped: withDropped(data.dropped, [{ rank: rankOf(refused) }]) }),
  })
}

/** Saves a change; false if storage is full and the flow is a third-party flow. */
async function keep(
  data: Data,
  save: Save,
  held: Held,
  change: Change,
  at: number,
): Promise<boolean> {
  const flow = judgeFlow(withExchange(held?.flow ?? change.flow, change, data), data)
  try {
    await save({
      ...held?.changes,
      putFlows: [...(held?.changes.putFlows ?? []), flow],
      ...news(data, change, flow),
      ...used(data, change.usedStoredRequestId, at),
    })
    return true
  } catch (error) {
    const lost = { rank: rankOf(flow) }
    if (!isDroppedFirst(lost)) throw error
    await save({ dropped: withDropped(data.dropped, [lost]) })
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

/** Reports the new response of a change. */
async function arrived(
  ports: Ports,
  data: Data,
  { newResponse }: Change,
  flow: Flow,
): Promise<[string, string | null] | null> {
  const response = responsesOf(flow).at(-1)
  if (!newResponse || !response)
    return flow.messages.some((message) => isUnopenedRequest(message, flow))
      ? [flow.id, null]
      : null
  await notify(ports, data, flow, response)
  return [flow.id, response.id]
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
function news(data: Data, { absorbed, newResponse }: Change, { id }: Flow) {
  const takesOver = absorbed !== null && absorbed === data.latest
  const latest = newResponse || takesOver ? id : data.latest
  return {
    ...(absorbed === null ? {} : { dropFlows: [absorbed] }),
    ...(latest === data.latest ? {} : { latest }),
    ...(newResponse ? { hasNewResponse: true } : {}),
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
