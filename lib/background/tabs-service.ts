import { maxOpeners } from '@/lib/model/bounds'
import type { Data } from '@/lib/storage/data'
import type { Store } from './store'

/** Tab events, as far as flows need them. */
export function createTabs(store: Store, release: (tabId: number) => Promise<void>) {
  return {
    /** A tab that was opened from the tab of a flow may continue the flow. */
    opened: (tabId: number, openerId: number): Promise<void> =>
      store.run(async (data, save) => {
        const { openers, facts } = data
        if (openerId in openers || inTab(facts, openerId).length > 0)
          await save({ openers: newest({ ...openers, [tabId]: openerId }) })
      }),

    /** The browser replaced one tab with a different one, for example after a prerender. */
    replaced: (tabId: number, oldId: number): Promise<void> =>
      store.run(async (data, save) => {
        const moved = await store.flows(inTab(data.facts, oldId))
        if (moved.length > 0) await save({ putFlows: moved.map((flow) => ({ ...flow, tabId })) })
      }),

    async closed(tabId: number): Promise<void> {
      await store.run(async ({ openers }, save) => {
        if (!(tabId in openers)) return
        const { [tabId]: _, ...remaining } = openers
        await save({ openers: remaining })
      })
      await release(tabId)
    },
  }
}

function inTab(facts: Data['facts'], tabId: number): readonly string[] {
  return [...facts.values()].filter((flow) => flow.tabId === tabId).map(({ id }) => id)
}

/** Tab ids increase, and integer keys keep their order. */
function newest(openers: Readonly<Record<number, number>>): Readonly<Record<number, number>> {
  return Object.fromEntries(Object.entries(openers).slice(-maxOpeners))
}
