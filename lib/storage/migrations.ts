import { isObject } from '@/lib/model/json'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import { defaultSettings } from './state'

type Migrations = Readonly<Record<number, (value: unknown) => unknown>>

/** What happened to stored profiles, by the version that it led to. What is no profile stays as it is. */
const profileMigrations: Migrations = {
  /** Parley became a client: what a profile does not say of it, its rule profile does. */
  2: (value) =>
    Array.isArray(value)
      ? value.map((entry: unknown) =>
          isObject(entry) ? { ...defaultsFor(entry['ruleProfile']), ...entry } : entry,
        )
      : value,
  /** Redirects can be held, and the lifetime of codes be told. */
  3: (value) =>
    Array.isArray(value)
      ? value.map((entry: unknown) =>
          isObject(entry) ? { hold: false, codeLifetime: null, ...entry } : entry,
        )
      : value,
}

/** What happened to the stored settings. */
const settingsMigrations: Migrations = {
  /** Flows of others are watched, and notices can be had. */
  2: (value) =>
    isObject(value) && 'currentProfileId' in value ? { ...defaultSettings, ...value } : value,
  /** Hosts are confirmed by name. */
  3: (value) =>
    isObject(value) && 'currentProfileId' in value ? { confirmedHosts: [], ...value } : value,
  /** `watchOthers` is called `watchThirdParty`. */
  4: (value) => {
    if (!isObject(value) || !('watchOthers' in value)) return value
    const { watchOthers, ...rest } = value
    return { ...rest, watchThirdParty: watchOthers }
  },
}

/** The versioned keys of `storage.local`, as this version of Parley writes them. */
export const versioned = {
  profiles: { version: newest(profileMigrations), migrations: profileMigrations },
  settings: { version: newest(settingsMigrations), migrations: settingsMigrations },
} as const

/** Where the storage library keeps the version of a value: `{ v: 2 }`. A value without one is of version 1. */
const versionKey = (key: string) => `${key}$`

/** The keys to read so that `migrated` gives the values of these keys. */
export function withVersions(keys: readonly string[]): readonly string[] {
  return [...keys, ...keys.filter((key) => Object.hasOwn(versioned, key)).map(versionKey)]
}

/** Values of `storage.local` as the background's migration will leave them. Nothing is written. */
export function migrated(
  keys: readonly string[],
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const present = keys.filter((key) => Object.hasOwn(values, key))
  return Object.fromEntries(
    present.map((key) => [key, migratedValue(key, values[key], values[versionKey(key)])]),
  )
}

function migratedValue(key: string, value: unknown, stored: unknown): unknown {
  const item = Object.hasOwn(versioned, key) ? versioned[key as keyof typeof versioned] : null
  const from = isObject(stored) && typeof stored['v'] === 'number' ? stored['v'] : 1
  const due = Object.entries(item?.migrations ?? {}).filter(([to]) => Number(to) > from)
  return due.reduce((older, [, migrate]) => migrate(older), value)
}

function newest(migrations: Migrations): number {
  return Math.max(...Object.keys(migrations).map(Number))
}

function defaultsFor(ruleProfile: unknown): object {
  return typeof ruleProfile === 'string' && Object.hasOwn(clientDefaults, ruleProfile)
    ? clientDefaults[ruleProfile as keyof typeof clientDefaults]
    : clientDefaults.oauth2
}
