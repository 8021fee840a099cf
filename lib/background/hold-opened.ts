import { responseIn } from '@/lib/flow/hold/held-response'
import { openersOf } from '@/lib/flow/match/match'
import type { PageLocation } from '@/lib/flow/model/hold'
import { reduceHeld } from '@/lib/flow/reduce/reduce-held'
import { stopBefore } from '@/lib/flow/reduce/unreported-stop'
import type { Sender } from '@/lib/messaging/protocol'
import type { Data } from '@/lib/storage/data'
import { presentFacts } from '@/lib/storage/select'
import { wantedRules } from './hold-rules-service'
import type { Ports } from './ports'
import type { Store } from './store'

const isAt = (spot: PageLocation) => (other: PageLocation) =>
  other.tabId === spot.tabId && other.frame === spot.frame

/**
 * Called by a page once everything that was reported is in its flow. A rule leads to a held page, so a stop that
 * was not reported, because the worker was terminated at that moment, is derived from the response.
 */
export function createHeldOpened(ports: Ports, store: Store) {
  /** When the response was stopped that a page shows already, in milliseconds since the epoch. */
  const shownSince = async ({ held }: Data, at: PageLocation): Promise<number> => {
    const site = held.find(isAt(at))
    const flow = site ? await store.flow(site.flowId) : null
    return (site && flow && responseIn(flow, site.responseId)?.hold?.at) ?? 0
  }

  return (sender: Sender): Promise<void> =>
    store.run(async (data, save) => {
      if (!sender || data.deliveries.some(isAt(sender))) return
      const { tabId } = sender
      const tabs = new Set([tabId, ...openersOf(tabId, data.openers)])
      const ids = presentFacts(data).flatMap((facts) =>
        facts.tabId !== null && tabs.has(facts.tabId) ? [facts.id] : [],
      )
      const rules = wantedRules(ports, data)
      const stop = stopBefore(sender, await store.flows(ids), rules, ports.now())
      if (!stop || stop.observation.at <= (await shownSince(data, sender))) return
      const step = reduceHeld(data, rules, stop.observation, stop.flow)
      if (!step?.flow) return
      await save({ held: step.held, deliveries: step.deliveries, putFlows: [step.flow] })
    })
}
