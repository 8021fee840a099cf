import { browser } from 'wxt/browser'
import { storage } from 'wxt/utils/storage'
import type { KeyValues, Ports } from '@/lib/background/ports'
import { defaultSettings } from '@/lib/storage/state'
import { profileMigrations, settingsMigrations } from '@/lib/storage/migrations'
import { readLocal, readProfiles, readSettings } from '@/lib/storage/readers'
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

const storedProfiles = storage.defineItem<unknown>('local:profiles', {
  fallback: [],
  version: 3,
  migrations: { ...profileMigrations },
})
const storedSettings = storage.defineItem<unknown>('local:settings', {
  fallback: defaultSettings,
  version: 4,
  migrations: { ...settingsMigrations },
})

/** An invalid entry is not used and stays in storage. */
export const profiles: Ports['profiles'] = {
  getValue: async () => readProfiles(await storedProfiles.getValue()).usable,
  setValue: async (value) => {
    const { others } = readProfiles(await storedProfiles.getValue())
    await storedProfiles.setValue([...value, ...others])
  },
}

export const settings: Ports['settings'] = {
  getValue: async () => readSettings(await storedSettings.getValue()) ?? defaultSettings,
  setValue: (value) => storedSettings.setValue(value),
}

/** The storage that the screens mirror. */
export const stateSource: StateSource = {
  read: (area, keys) => keyValues(area).get(keys),
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
    return () => browser.storage.onChanged.removeListener(onChanged)
  },
}
