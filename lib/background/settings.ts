import type { Switch } from '@/lib/messaging/protocol'
import type { Store } from './store'

/** The settings, and the mark for new responses. */
export function createSettings(store: Store) {
  return {
    change: (name: Switch, on: boolean): Promise<void> =>
      store.run((data, save) => save({ settings: { ...data.settings, [name]: on } })),

    /** Clears the badge for new responses. */
    seen: (): Promise<void> =>
      store.run(async ({ hasNewResponse }, save) => {
        if (hasNewResponse) await save({ hasNewResponse: false })
      }),
  }
}
