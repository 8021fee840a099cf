import { isObject } from '@/lib/model/json'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import { defaultSettings } from './state'

type Migrations = Readonly<Record<number, (value: unknown) => unknown>>

/** What happened to stored profiles, by the version that it led to. What is no profile stays as it is. */
export const profileMigrations: Migrations = {
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
export const settingsMigrations: Migrations = {
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

function defaultsFor(ruleProfile: unknown): object {
  return typeof ruleProfile === 'string' && Object.hasOwn(clientDefaults, ruleProfile)
    ? clientDefaults[ruleProfile as keyof typeof clientDefaults]
    : clientDefaults.oauth2
}
