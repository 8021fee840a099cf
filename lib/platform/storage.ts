import { browser } from 'wxt/browser'
import { storage } from 'wxt/utils/storage'
import type { KeyValues } from '@/lib/app/ports'
import type { Settings } from '@/lib/app/state'
import type { Profile } from '@/lib/oauth/profile'
import type { Area, StateSource } from '@/lib/state/source'

/** A storage area as plain keys and values. */
export function keyValues(area: Area): KeyValues {
  const store = () => browser.storage[area]
  return {
    get: (keys) => store().get(keys === null ? null : [...keys]),
    set: (values) => store().set({ ...values }),
    remove: (keys) => store().remove([...keys]),
  }
}

export const profiles = storage.defineItem<readonly Profile[]>('local:profiles', {
  fallback: [],
  version: 1,
})

export const settings = storage.defineItem<Settings>('local:settings', {
  fallback: { currentProfileId: null },
  version: 1,
})

/** What the screens mirror. */
export const stateSource: StateSource = {
  read: (area, keys) => browser.storage[area].get([...keys]),
  subscribe(listener) {
    const onChanged = (
      changes: Readonly<Record<string, { readonly newValue?: unknown }>>,
      area: string,
    ) => {
      if (area !== 'session' && area !== 'local') return
      listener(
        area,
        Object.fromEntries(Object.entries(changes).map(([key, { newValue }]) => [key, newValue])),
      )
    }
    browser.storage.onChanged.addListener(onChanged)
    return () => browser.storage.onChanged.removeListener(onChanged)
  },
}
