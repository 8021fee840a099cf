import { maxOpeners } from '@/lib/model/bounds'
import type { Store } from './store'

/** What the browser tells of tabs, as far as flows need it. */
export function createTabs(store: Store, release: (tabId: number) => Promise<void>) {
  return {
    /** A tab that was opened out of the tab of a flow may go on with it. */
    opened: (tabId: number, openerId: number): Promise<void> =>
      store.run(async (data, save) => {
        const { openers, live } = data
        if (openerId in openers || live.some((flow) => flow.tabId === openerId))
          await save({ openers: newest({ ...openers, [tabId]: openerId }) })
      }),

    /** The browser put another tab in the place of one, as after a prerender. */
    replaced: (tabId: number, oldId: number): Promise<void> =>
      store.run(async (data, save) => {
        const moved = data.live.filter((flow) => flow.tabId === oldId)
        if (moved.length > 0) await save({ putFlows: moved.map((flow) => ({ ...flow, tabId })) })
      }),

    async closed(tabId: number): Promise<void> {
      await store.run(async ({ openers }, save) => {
        if (!(tabId in openers)) return
        const { [tabId]: _, ...others } = openers
        await save({ openers: others })
      })
      await release(tabId)
    },
  }
}

/** Tab ids increase, and integer keys keep their order. */
function newest(openers: Readonly<Record<number, number>>): Readonly<Record<number, number>> {
  return Object.fromEntries(Object.entries(openers).slice(-maxOpeners))
}
