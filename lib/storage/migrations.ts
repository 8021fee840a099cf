import { isObject } from '@/lib/model/json'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import { defaultSettings } from './state'

type Migrations = Readonly<Record<number, (value: unknown) => unknown>>

/**
 * Migrations of stored profiles, by the version that they produce. Anything that is not a profile stays
 * unchanged.
 */
const profileMigrations: Migrations = {
  /** Parley can act as a client. New settings get the defaults of the rule profile. */
  2: (value) =>
    Array.isArray(value)
      ? value.map((entry: unknown) =>
          isObject(entry) ? { ...defaultsFor(entry['ruleProfile']), ...entry } : entry,
        )
      : value,
  /** Adds the hold and the lifetime of codes. */
  3: (value) =>
    Array.isArray(value)
      ? value.map((entry: unknown) =>
          isObject(entry) ? { hold: false, codeLifetime: null, ...entry } : entry,
        )
      : value,
  /** Adds headers and variables. A stored profile sends what it sent before. */
  4: (value) =>
    Array.isArray(value)
      ? value.map((entry: unknown) =>
          isObject(entry) ? { headers: [], variables: [], ...entry } : entry,
        )
      : value,
  /** Adds the mark of a test system. No issuer has it until the tester sets it. */
  5: (value) =>
    Array.isArray(value)
      ? value.map((entry: unknown) => (isObject(entry) ? { testSystem: false, ...entry } : entry))
      : value,
}

/** Migrations of the stored settings, by the version that they produce. */
const settingsMigrations: Migrations = {
  /** Adds third-party flows and notifications. */
  2: (value) =>
    isObject(value) && 'currentProfileId' in value ? { ...defaultSettings, ...value } : value,
  /** Adds the hosts that the user confirmed. */
  3: (value) =>
    isObject(value) && 'currentProfileId' in value ? { confirmedHosts: [], ...value } : value,
  /** Renames `watchOthers` to `watchThirdParty`. */
  4: (value) => {
    if (!isObject(value) || !('watchOthers' in value)) return value
    const { watchOthers, ...rest } = value
    return { ...rest, watchThirdParty: watchOthers }
  },
}

const noMigrations: Migrations = {}

/** The versioned keys of `storage.local`, with the versions that this version of Parley writes. */
export const versioned = {
  profiles: { version: newest(profileMigrations), migrations: profileMigrations },
  settings: { version: newest(settingsMigrations), migrations: settingsMigrations },
  templates: { version: 1, migrations: noMigrations },
  savedRequests: { version: 1, migrations: noMigrations },
  savedCalls: { version: 1, migrations: noMigrations },
} as const

/**
 * The key in which the storage library stores the version of a value: `{ v: 2 }`. A value without one has
 * version 1.
 */
const versionKey = (key: string) => `${key}$`

/** The keys to read so that `migrated` can compute the values of these keys. */
export function withVersions(keys: readonly string[]): readonly string[] {
  return [...keys, ...keys.filter((key) => Object.hasOwn(versioned, key)).map(versionKey)]
}

/** The values of `storage.local` after migration. Writes nothing. */
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
  return Math.max(1, ...Object.keys(migrations).map(Number))
}

function defaultsFor(ruleProfile: unknown): object {
  return typeof ruleProfile === 'string' && Object.hasOwn(clientDefaults, ruleProfile)
    ? clientDefaults[ruleProfile as keyof typeof clientDefaults]
    : clientDefaults.oauth2
}
