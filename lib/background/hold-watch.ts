import type { Observation } from '@/lib/capture/observation'
import type { Flow } from '@/lib/flow/model/flow'
import type { FlowFacts } from '@/lib/flow/model/flow-facts'
import type { Delivery, HoldSite } from '@/lib/flow/model/hold'
import { isToBeHeld } from '@/lib/flow/hold/hold-rules'
import {
  boundDeliveries,
  deliveryAfter,
  deliveryEvent,
  releaseAfter,
  type DeliveryEvent,
} from '@/lib/flow/reduce/reduce-delivery'
import type { Frame } from '@/lib/model/navigation'
import type { Change } from '@/lib/flow/reduce/change'
import { isKnown, reduceHeld, type Holding } from '@/lib/flow/reduce/reduce-held'
import { isWithoutTarget, withTarget } from '@/lib/flow/reduce/unreported-stop'
import { wantedRules } from './hold-rules-service'
import type { Sender } from '@/lib/messaging/protocol'
import type { Ports } from './ports'
import { presentFacts, profilesOf } from '@/lib/storage/select'
import type { SessionState } from '@/lib/storage/state'
import type { Data } from '@/lib/storage/data'
import type { Store } from './store'
import type { Desk } from './store-draft'

/**
 * Changes to save together with the other changes of an observation. `flow` is the flow of the
 * observation and is not in `putFlows`.
 */
interface HeldPart {
  readonly flow: Flow | null
  readonly changes: Pick<SessionState, 'held' | 'deliveries'> & {
    readonly putFlows: readonly Flow[]
  }
}

/**
 * Processes browser events of held pages: navigations that they stopped, and deliveries that they
 * send on.
 */
export function createHoldWatch(ports: Ports, store: Store) {
  /**
   * The flows and deliveries after all events; `newer` is a flow that has changes not stored yet.
   */
  const settle = async (
    { flow: flowOf }: Pick<Desk, 'flow'>,
    data: Data,
    events: readonly (readonly [Delivery, DeliveryEvent])[],
    newer: Flow | null = null,
  ): Promise<{ readonly flows: readonly Flow[]; readonly deliveries: readonly Delivery[] }> => {
    const flows = new Map(newer ? [[newer.id, newer]] : [])
    const after = new Map<Delivery, Delivery | null>()
    for (const [delivery, event] of events) {
      const id = delivery.of?.flowId
      const flow = id === undefined ? null : (flows.get(id) ?? (await flowOf(id)))
      const changed = flow && releaseAfter(flow, delivery, event)
      if (changed && changed !== flow) flows.set(changed.id, changed)
      after.set(delivery, deliveryAfter(delivery, event, changed))
    }
    const deliveries = data.deliveries.flatMap((one) => {
      const now = after.get(one)
      return now === null ? [] : [now ?? one]
    })
    return { flows: [...flows.values()], deliveries }
  }

  /** A delivery has ended. Gives the delivery if the response has to be sent again, to be released twice. */
  const finish = async (
    desk: Desk,
    delivery: Delivery,
    event: DeliveryEvent,
  ): Promise<Delivery | null> => {
    const data = desk.data()
    const { flows, deliveries } = await settle(desk, data, [[delivery, event]])
    await desk.save({ putFlows: flows, deliveries })
    const isAgain = event.kind === 'over' && deliveries.length === data.deliveries.length
    return isAgain ? delivery : null
  }

  /** A held page that the browser refused to show is opened again, and explains why. */
  const reopen = async ({ tabId, frame }: Observation): Promise<void> => {
    if (frame === 'sub' || !(await ports.heldPage.reopenBlocked(tabId))) return
    await store.run(({ held }, save) =>
      save({
        held: held.map((place) =>
          place.tabId === tabId && place.frame === 'top' ? { ...place, blocked: true } : place,
        ),
      }),
    )
  }

  /** Each stopped navigation is looked after once, however often it is reported. */
  const stopped = (data: Data, holding: Holding, observation: Observation, flow: Flow | null) => {
    const step = reduceHeld(holding, wantedRules(ports, data), observation, flow)
    if (step && !isKnown(holding, observation)) void reopen(observation)
    return step
  }

  return {
    /**
     * Processes an observation of a delivery; null if the observation is not about one. `again` has to be sent
     * once the changes are stored.
     */
    async deliver(
      desk: Desk,
      observation: Observation,
    ): Promise<{ readonly again: Delivery | null } | null> {
      const found = deliveryEvent(desk.data().deliveries, observation)
      if (!found) return null
      const [delivery, event] = found
      return { again: event.kind === 'passing' ? null : await finish(desk, delivery, event) }
    },

    sendAgain: (delivery: Delivery) => sendAgain(ports, delivery),

    /**
     * A held page has left, and no browser event followed: Chromium reports no events for requests
     * that a service worker of the app handles.
     */
    async left(at: Frame, sender: Sender): Promise<void> {
      const again = await store.runTogether(async (desk) => {
        const unreported = desk
          .data()
          .deliveries.find(
            ({ tabId, frame, state, webRequestId }) =>
              tabId === sender?.tabId &&
              frame === at &&
              state === 'waiting' &&
              webRequestId === null,
          )
        return unreported ? finish(desk, unreported, endEvent) : null
      })
      if (again) await sendAgain(ports, again)
    },

    /** The effect of an observation on held pages, after it was added to its flow. */
    async stop(
      desk: Desk,
      observation: Observation,
      change: Pick<Change, 'flow' | 'absorbed'> | null,
    ): Promise<HeldPart | null> {
      const data = desk.data()
      const holding = absorb(data, change)
      const own = change?.flow ?? null
      const at = await targetOf(ports, desk, observation, own)
      const flow = at?.flow ?? (await flowAt(desk, placeOf(holding, observation), own))
      const step = at && stopped(data, holding, at.observation, flow)
      if (!step && holding === data) return null
      const after: Holding = step ?? holding
      const { held } = after
      const deliveries = boundDeliveries(after.deliveries)
      const undone = holding.deliveries.filter((one) => !deliveries.includes(one) && one.of)
      const { flows } = await settle(
        desk,
        data,
        undone.map((one) => [one, { kind: 'undone' }]),
        step?.flow ?? own,
      )
      const isOwn = ({ id }: Flow) => id === own?.id
      const putFlows = flows.filter((one) => !isOwn(one))
      return { flow: flows.find(isOwn) ?? null, changes: { held, deliveries, putFlows } }
    },

    /** Continues pending second deliveries when the worker starts. */
    async resume(): Promise<void> {
      const { deliveries } = await store.data()
      const again = deliveries.filter(
        ({ state, frame, webRequestId }) =>
          state === 'waiting' && frame === 'top' && webRequestId !== null,
      )
      if (again.length === 0) return
      const shown = await ports.heldPage.tabs()
      for (const one of again) if (!shown.includes(one.tabId)) await sendAgain(ports, one)
    },

    /** A tab was closed: drops its held pages and deliveries, and stops holding for its flows. */
    closed: (tabId: number): Promise<void> =>
      store.run(async (data, save) => {
        const inTab = (one: { readonly tabId: number | null }) => one.tabId === tabId
        const held = data.held.filter((place) => !inTab(place))
        const ended = data.deliveries.filter(inTab)
        const { flows } = await settle(
          store,
          data,
          ended.map((one) => [one, one.state === 'sent' ? endEvent : { kind: 'undone' }]),
        )
        const newer = new Map(flows.map((flow) => [flow.id, flow]))
        const ofTab = [...data.facts.values()].filter((flow) => inTab(flow) && !flow.tabClosed)
        const open = ofTab.filter(isOpen)
        const left = (await store.flows(open.map(({ id }) => id))).map((flow) => {
          const now = newer.get(flow.id) ?? flow
          return { ...now, tabClosed: true, hold: now.hold && !isToBeHeld(now) }
        })
        if (held.length === data.held.length && ended.length + ofTab.length === 0) return
        const isLeft = ({ id }: Flow) => left.some((flow) => flow.id === id)
        await save({
          putFlows: [...flows.filter((flow) => !isLeft(flow)), ...left],
          held,
          deliveries: data.deliveries.filter((one) => !inTab(one)),
          closedTab: tabId,
        })
      }),
  }
}

/**
 * Navigates back to the held page, which sends the delivery. If no held page can run, the tab is sent
 * directly.
 */
async function sendAgain({ heldPage }: Ports, delivery: Delivery): Promise<void> {
  if (await heldPage.runsIn(delivery.tabId)) await heldPage.show(delivery.tabId)
  else await heldPage.wake(delivery)
}

/** Whether a flow itself changes when its tab is closed. For the others, the index entry is enough. */
function isOpen({ marks }: FlowFacts): boolean {
  return marks.includes('waiting') || marks.includes('hold')
}

/** Where the navigation of an observation was stopped. */
function placeOf({ held }: Holding, { webRequestId }: Observation): HoldSite | undefined {
  return held.find(({ stopped }) => stopped?.webRequestId === webRequestId)
}

/** The flow of a stopped navigation; otherwise that of the observation, which is newer than what is stored. */
async function flowAt(
  desk: Desk,
  place: HoldSite | undefined,
  own: Flow | null,
): Promise<Flow | null> {
  return place && place.flowId !== own?.id ? desk.flow(place.flowId) : own
}

/**
 * The observation, with its flow if that is known from the target: the report of a stop may lack its target.
 * Null if the target is not known.
 */
async function targetOf(
  ports: Ports,
  desk: Desk,
  observation: Observation,
  own: Flow | null,
): Promise<{ readonly observation: Observation; readonly flow: Flow | null } | null> {
  const data = desk.data()
  if (!isWithoutTarget(observation, wantedRules(ports, data), profilesOf(data)))
    return { observation, flow: null }
  const { webRequestId } = observation
  const facts = presentFacts(data).find(({ chains }) => chains.includes(webRequestId))
  return withTarget(observation, own ?? (facts ? await desk.flow(facts.id) : null))
}

/** Moves what is held in an absorbed flow to the flow that absorbed it. */
function absorb(data: Data, change: Pick<Change, 'flow' | 'absorbed'> | null): Holding {
  const { held, deliveries } = data
  const old = change?.absorbed
  if (!change || old === null || !held.some(({ flowId }) => flowId === old)) return data
  const { id } = change.flow
  return {
    held: held.map((place) => (place.flowId === old ? { ...place, flowId: id } : place)),
    deliveries: deliveries.map((one) =>
      one.of && one.of.flowId === old ? { ...one, of: { ...one.of, flowId: id } } : one,
    ),
  }
}

const endEvent = { kind: 'over', callback: {} } as const
