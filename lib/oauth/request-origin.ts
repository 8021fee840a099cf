import type { Profile } from './profile'
import type { RequestValues } from './request-values'

/** Settings of a profile that say what is requested. */
const requested = [
  'scope',
  'claims',
  'authorizationDetails',
  'authorizationParams',
  'responseType',
  'responseMode',
  'redirectUris',
  'headers',
  'variables',
] as const

/** Settings that say who requests it and how. A request that is pushed again uses those of today. */
const ofClient = [
  'issuer',
  'clientId',
  'clientAuth',
  'signingKeyId',
  'requestAs',
  'sendBy',
  'bindTokens',
] as const

type Of<K extends keyof Profile> = Readonly<Pick<Profile, K>>

/** What a request was made from, as typed. */
export interface RequestOrigin {
  readonly values: RequestValues
  readonly requested: Of<(typeof requested)[number]>
  readonly client: Of<(typeof ofClient)[number]>
}

function pick<K extends keyof Profile>(profile: Profile, names: readonly K[]): Of<K> {
  return Object.fromEntries(names.map((name) => [name, profile[name]])) as Of<K>
}

export function originOf(profile: Profile, values: RequestValues): RequestOrigin {
  return { values, requested: pick(profile, requested), client: pick(profile, ofClient) }
}

/** The profile with what it requested when a request was made. */
export const withOrigin = (
  profile: Profile,
  origin: Pick<RequestOrigin, 'requested'>,
): Profile => ({
  ...profile,
  ...origin.requested,
})

/** The settings that differ from those that a request was made with, so that it cannot be made the same again. */
export function changedSince(profile: Profile, { client }: RequestOrigin): readonly string[] {
  return ofClient.filter((name) => JSON.stringify(profile[name]) !== JSON.stringify(client[name]))
}
