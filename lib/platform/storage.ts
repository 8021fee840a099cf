import { browser } from 'wxt/browser'
import type { KeyValues } from '@/lib/background/ports'
import { readLocal } from '@/lib/storage/readers'
import { migrated, withVersions } from '@/lib/storage/migrations'
import { stopEarlyNotes, takeEarlyRead } from './early-reads'
import { readFlow } from './flow-reader'
import type { Area, StateSource } from '@/lib/state/source'

/** Validates what was read: only `local` can hold data from an older version. */
const usable = { local: readLocal, session: (values) => values } satisfies Record<
  Area,
  typeof readLocal
>

/** A storage area as plain keys and values. */
export function keyValues(area: Area): KeyValues {
  const store = () => browser.storage[area]
  return {
    get: async (keys) => usable[area](await store().get(keys === null ? null : [...keys])),
    set: (values) => store().set({ ...values }),
    remove: (keys) => store().remove([...keys]),
  }
}

/** Longest wait for an idle moment, in milliseconds. */
const maxIdleWait = 500

/** What the screens mirror. They only read: an older version is migrated for the screen, and stays in storage. */
export const stateSource: StateSource = {
  async read(area, keys) {
    if (area === 'session') return takeEarlyRead(area, keys) ?? keyValues(area).get(keys)
    const stored = withVersions(keys)
    const values = await (takeEarlyRead(area, stored) ?? browser.storage.local.get([...stored]))
    return readLocal(migrated(keys, values))
  },
  flow: readFlow,
  idle: () =>
    new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: maxIdleWait })),
  subscribe(listener) {
    const onChanged = (
      changes: Readonly<Record<string, { readonly newValue?: unknown }>>,
      area: string,
    ) => {
      if (area !== 'session' && area !== 'local') return
      const values = Object.entries(changes).map(([key, { newValue }]) => [key, newValue])
      listener(area, usable[area](Object.fromEntries(values)))
    }
    browser.storage.onChanged.addListener(onChanged)
    stopEarlyNotes()
    return () => browser.storage.onChanged.removeListener(onChanged)
  },
}
