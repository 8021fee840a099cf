import type { Switch } from '@/lib/messaging/protocol'
import type { Store } from './store'

/** What can be switched, and what was looked at. */
export function createSettings(store: Store) {
  return {
    change: (name: Switch, on: boolean): Promise<void> =>
      store.run((data, save) => save({ settings: { ...data.settings, [name]: on } })),

    /** The badge is about what nobody has looked at yet. */
    seen: (): Promise<void> =>
      store.run(async ({ unseen }, save) => {
        if (unseen) await save({ unseen: false })
      }),
  }
}
