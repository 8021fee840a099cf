import { storage } from 'wxt/utils/storage'
import type { Ports } from '@/lib/background/ports'
import { defaultSettings } from '@/lib/storage/state'
import { versioned } from '@/lib/storage/migrations'
import { readProfiles, readSettings, readStoredTemplates } from '@/lib/storage/readers'
import { readSavedCalls } from '@/lib/storage/saved-calls'
import { readSavedRequests } from '@/lib/storage/saved-requests'

// An item reads and migrates its value as soon as it is defined, so that only the background may import this.
const storedProfiles = storage.defineItem<unknown>('local:profiles', {
  fallback: [],
  ...versioned.profiles,
})
const storedSettings = storage.defineItem<unknown>('local:settings', {
  fallback: defaultSettings,
  ...versioned.settings,
})

const storedTemplates = storage.defineItem<unknown>('local:templates', {
  fallback: [],
  ...versioned.templates,
})

const storedRequests = storage.defineItem<unknown>('local:savedRequests', {
  fallback: [],
  ...versioned.savedRequests,
})

const storedCalls = storage.defineItem<unknown>('local:savedCalls', {
  fallback: [],
  ...versioned.savedCalls,
})

/** An entry that does not fit is not used, and stays where it is. */
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

export const templates: Ports['templates'] = {
  getValue: async () => readStoredTemplates(await storedTemplates.getValue()).usable,
  setValue: async (value) => {
    const { others } = readStoredTemplates(await storedTemplates.getValue())
    await storedTemplates.setValue([...value, ...others])
  },
}

export const savedRequests: Ports['savedRequests'] = {
  getValue: async () => readSavedRequests(await storedRequests.getValue()).usable,
  setValue: async (value) => {
    const { others } = readSavedRequests(await storedRequests.getValue())
    await storedRequests.setValue([...value, ...others])
  },
}

export const savedCalls: Ports['savedCalls'] = {
  getValue: async () => readSavedCalls(await storedCalls.getValue()).usable,
  setValue: async (value) => {
    const { others } = readSavedCalls(await storedCalls.getValue())
    await storedCalls.setValue([...value, ...others])
  },
}
