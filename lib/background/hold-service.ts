import type { Flow } from '@/lib/flow/model/flow'
import type { Delivery, HoldSite, Hold, PageLocation } from '@/lib/flow/model/hold'
import {
  editHold,
  markRelease,
  refuseRelease,
  releaseOf,
  responseIn,
  restingState,
  settleExchanged,
} from '@/lib/flow/hold/held-response'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { startOf } from '@/lib/flow/read/navigation-start'
import { deliveryOf } from '@/lib/flow/read/release'
import type { CommandResult } from '@/lib/messaging/command-result'
import type { Protocol, Sender } from '@/lib/messaging/protocol'
import { refuse } from './refuse'
import type { Ports } from './ports'
import { editFlow } from './record'
import type { Data } from '@/lib/storage/data'
import type { Save, Store } from './store'

type Input<C extends keyof Protocol> = Parameters<Protocol[C]>[0]
type Named = Input<'heldFocus'>

interface Found {
  readonly flow: Flow
  readonly response: AuthorizationResponse
}

const isAt = (spot: PageLocation) => (other: PageLocation) =>
  other.tabId === spot.tabId && other.frame === spot.frame

/** The actions on a response that was held before the app. */
export function createHold(ports: Ports, store: Store) {
  const find = async ({ flowId, responseId }: Named): Promise<Found | null> => {
    const flow = await store.flow(flowId)
    const response = flow && !flow.imported ? responseIn(flow, responseId) : undefined
    return flow && response ? { flow, response } : null
  }

  /** Changes the state of a hold that is in one of the given states. */
  const change = (
    named: Named,
    from: readonly Hold['state'][],
    to: (found: Found) => Hold['state'],
  ): Promise<CommandResult<object>> =>
    store.run(async (_, save) => {
      const found = await find(named)
      const hold = found?.response.hold
      if (!found || !hold) return refuse({ code: 'release_gone' })
      if (!from.includes(hold.state)) return refuse(refuseRelease(found.response) ?? wrongState)
      const state = to(found)
      await save({ putFlows: [editHold(found.flow, named.responseId, { ...hold, state })] })
      return { ok: true }
    })

  /**
   * The place that shows the response, or a new tab if it is gone. Null if no tab can be opened.
   */
  const placeOf = async (named: Named, isPrivate: boolean): Promise<HoldSite | null> => {
    const { held } = await store.data()
    const known = held.find(({ responseId }) => responseId === named.responseId)
    if (known && (await isShown(ports, known))) return known
    const tabId = await ports.heldPage.open(isPrivate)
    if (tabId === null) return null
    const place: HoldSite = { tabId, frame: 'top', ...named, stopped: null }
    await store.run((data, save) =>
      save({
        held: [place, ...data.held.filter(({ responseId }) => responseId !== named.responseId)],
        deliveries: data.deliveries.map((one) =>
          one.state === 'waiting' && one.of?.responseId === named.responseId
            ? { ...one, tabId, frame: 'top' }
            : one,
        ),
      }),
    )
    return place
  }

  /**
   * The tab in which the user decides on a response; null if no tab can be opened. A frame has no
   * controls, and in a private window of Chromium no held page can run: the response is then shown in
   * an extra tab, and still sent from its original place.
   */
  const decidingTab = async (named: Named, place: HoldSite, isPrivate: boolean) => {
    const runs = await ports.heldPage.runsIn(place.tabId)
    if (place.frame === 'top' && runs) return place.tabId
    const open = await ports.heldPage.tabs()
    const { held } = await store.data()
    const known = held.find(
      ({ frame, responseId, tabId }) =>
        frame === 'top' &&
        tabId !== place.tabId &&
        responseId === named.responseId &&
        open.includes(tabId),
    )
    if (known) return known.tabId
    const tabId = await ports.heldPage.open(isPrivate && runs)
    if (tabId === null) return null
    const extraSite: HoldSite = { tabId, frame: 'top', ...named, stopped: null }
    await store.run((data, save) => save({ held: [...data.held, extraSite] }))
    return tabId
  }

  /** Decides on a navigation that was stopped at a held page: null drops it. */
  const decide = (
    stoppedId: string,
    sender: Sender,
    to: (stopped: Delivery) => Delivery | null,
  ): Promise<void> =>
    store.run(async (data, save) => {
      const stopped = data.deliveries.find(
        (one) =>
          one.state === 'undecided' &&
          one.stoppedId === stoppedId &&
          sender !== null &&
          isAt(sender)(one),
      )
      if (!stopped) return
      const next = to(stopped)
      await save({
        deliveries: data.deliveries.flatMap((one) => (one === stopped ? (next ?? []) : one)),
      })
      if (next) await ports.heldPage.wake(next)
    })

  return {
    async release({
      params,
      defence,
      ...named
    }: Input<'holdRelease'>): Promise<CommandResult<object>> {
      const requested = await store.run(() => find(named))
      const refusal = requested ? refuseRelease(requested.response) : { code: 'release_gone' }
      if (!requested || refusal) return refuse(refusal ?? wrongState)
      const place = await placeOf(named, requested.flow.incognito)
      if (!place) return refuse({ code: 'open_refused' })
      const isForm = requested.response.responseMode === 'form'
      if (isForm && !(await ports.heldPage.runsIn(place.tabId)))
        return refuse({ code: 'release_private_form' })
      const result = await store.run(async (data, save) => {
        const found = await find(named)
        if (!found) return refuse({ code: 'release_gone' })
        return begin(ports, data, save, found, place, { params, defence })
      })
      if (!result.ok) return result
      await ports.heldPage.wake(result.delivery)
      return { ok: true }
    },

    discard: (named: Named) => change(named, ['held', 'exchanged'], () => 'discarded'),
    restore: (named: Named) =>
      change(named, ['discarded'], ({ flow, response }) => restingState(flow, response)),

    async focus(named: Named): Promise<CommandResult<object>> {
      const found = await store.run(() => find(named))
      if (!found?.response.hold) return refuse({ code: 'release_gone' })
      const place = await placeOf(named, found.flow.incognito)
      const tabId = place && (await decidingTab(named, place, found.flow.incognito))
      if (tabId === null) return refuse({ code: 'open_refused' })
      await ports.heldPage.focus(tabId)
      return { ok: true }
    },

    async flow({ id, on }: Input<'flowHold'>): Promise<void> {
      await editFlow(store, id, (flow) => (flow.imported ? flow : { ...flow, hold: on }))
    },

    async mark({ flowId, responseId, at, defended }: Input<'releaseMark'>): Promise<void> {
      await editFlow(store, flowId, (flow) =>
        flow.imported ? flow : markRelease(flow, responseId, at, defended),
      )
    },

    /** Marks held responses whose code was exchanged in the meantime. */
    async settle(flowId: string): Promise<void> {
      await editFlow(store, flowId, settleExchanged)
    },

    async delivery(sender: Sender): Promise<Delivery | null> {
      const { deliveries } = await store.data()
      if (!sender) return null
      return deliveries.find((one) => one.state === 'waiting' && isAt(sender)(one)) ?? null
    },

    /**
     * Sends on a stopped navigation that is not a response, after the user's click; by GET if its
     * body is unknown.
     */
    sendStopped: (stoppedId: string, sender: Sender): Promise<void> =>
      decide(stoppedId, sender, (stopped) => ({
        ...stopped,
        state: 'waiting',
        method: stopped.form === null ? 'GET' : stopped.method,
      })),

    /** Drops a stopped navigation that is not a response. */
    discardStopped: (stoppedId: string, sender: Sender): Promise<void> =>
      decide(stoppedId, sender, () => null),
  }
}

/** Whether the held page is still in its place: an app may remove its frame after a timeout. */
async function isShown({ heldPage }: Ports, { frame, tabId }: PageLocation): Promise<boolean> {
  if (!(await heldPage.runsIn(tabId))) return true
  if (frame === 'sub') return heldPage.hears(tabId)
  return (await heldPage.tabs()).includes(tabId) || heldPage.isLoading(tabId)
}

const wrongState = { code: 'release_not_held' }

/** Stores the delivery together with its record, before anything is sent. */
async function begin(
  ports: Ports,
  data: Data,
  save: Save,
  { flow, response }: Found,
  place: HoldSite,
  { params, defence }: Pick<Input<'holdRelease'>, 'params' | 'defence'>,
): Promise<CommandResult<{ delivery: Delivery }>> {
  const { hold } = response
  const refusal = refuseRelease(response)
  if (refusal || !hold) return refuse(refusal ?? wrongState)
  const release = releaseOf(response, params ?? response.params, defence, ports.now())
  if (release.times > 1 && place.frame === 'sub') return refuse({ code: 'release_twice_frame' })
  const { tabId, frame } = place
  const navigation = deliveryOf(response, release.params)
  const delivery: Delivery = {
    tabId,
    frame,
    ...navigation,
    of: { flowId: flow.id, responseId: response.id },
    start: startOf(
      { ...navigation, frame, initiator: hold.initiator, from: response.from },
      ports.heldPage.countsRedirects,
    ),
    initiator: hold.initiator,
    state: 'waiting',
    webRequestId: null,
    stoppedId: null,
  }
  const releases = [...hold.releases, release]
  await save({
    putFlows: [editHold(flow, response.id, { ...hold, state: 'releasing', tabId, releases })],
    deliveries: [delivery, ...data.deliveries.filter((one) => !isAt(place)(one))],
  })
  return { ok: true, delivery }
}
