import type { Protocol } from '@/lib/messaging/protocol'
import type { Ports } from './ports'
import type { Store } from './store'

/** Passes a text from the popup, which closes, to the panel. */
export function createPasted(ports: Ports, store: Store) {
  return {
    async open({ flowId, screen, pasted }: Parameters<Protocol['panelOpen']>[0]): Promise<void> {
      if (pasted !== undefined)
        await store.run((_, save) => save({ pasted: { id: ports.newId(), text: pasted } }))
      await ports.openPanel(flowId, screen)
    },
    taken: (id: string): Promise<void> =>
      store.run(async (data, save) => {
        if (data.pasted?.id === id) await save({ pasted: null })
      }),
  }
}
