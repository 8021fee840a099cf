import type { PaneName } from '@/lib/model/pane'
import type { Switch } from '@/lib/messaging/protocol'
import type { Store } from './store'

/** The settings, and the mark for new responses. */
export function createSettings(store: Store) {
  return {
    change: (name: Switch, on: boolean): Promise<void> =>
      store.run((data, save) => save({ settings: { ...data.settings, [name]: on } })),

    /** Sets the size of a pane; null brings its default size back. */
    resize: (name: PaneName, size: number | null): Promise<void> =>
      store.run(({ settings }, save) => {
        const { [name]: _, ...others } = settings.panes ?? {}
        const panes = size === null ? others : { ...others, [name]: size }
        return save({ settings: { ...settings, panes } })
      }),

    /** Clears the badge for new responses. */
    seen: (): Promise<void> =>
      store.run(async ({ hasNewResponse }, save) => {
        if (hasNewResponse) await save({ hasNewResponse: false })
      }),
  }
}
