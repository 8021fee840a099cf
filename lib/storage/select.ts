import type { Flow } from '@/lib/flow/model/flow'
import type { FlowFacts } from '@/lib/flow/model/flow-facts'
import type { KnownClient, World } from '@/lib/flow/model/world'
import type { Metadata } from '@/lib/oauth/metadata'
import type { Profile } from '@/lib/oauth/profile'
import type { Data } from './data'

/** The metadata of a profile, if it is usable: it belongs to the profile's issuer and has no issues. */
export function usableMetadata(data: Data, profile: Profile): Metadata | null {
  const record = data.metadata[profile.id]
  if (!record || record.issuer !== profile.issuer || record.issues.length > 0) return null
  return record.document?.json ?? null
}

/** The profiles that are not removed. */
export function profilesOf(data: Data): readonly Profile[] {
  return data.profiles.filter(isPresent)
}

export function currentProfile(data: Data): Profile | null {
  const profiles = profilesOf(data)
  return profiles.find(({ id }) => id === data.settings.currentProfileId) ?? profiles[0] ?? null
}

/** The profile with this id; null means the current one. A removed profile is not chosen. */
export function chosenProfile(data: Data, id: string | null): Profile | null {
  if (id === null) return currentProfile(data)
  return profilesOf(data).find((profile) => profile.id === id) ?? null
}

/** A profile, including a recently removed one. */
export function profileOf(data: Data, id: string | null): Profile | null {
  return data.profiles.find((profile) => profile.id === id) ?? null
}

/**
 * The profile with the metadata and keys for a flow: the flow's own profile, or for a flow of another client
 * a profile with the same issuer. Null if the issuer of its own profile has changed.
 */
export function profileOfFlow(
  data: Data,
  { profileId, issuer }: Pick<Flow, 'profileId' | 'issuer'>,
): Profile | null {
  if (profileId === null) return profilesOf(data).find((item) => item.issuer === issuer) ?? null
  const profile = profileOf(data, profileId)
  return profile?.issuer === issuer ? profile : null
}

/** The input for matching observations to these flows. */
export function worldOf(data: Data, flows: readonly Flow[]): World {
  return {
    clients: profilesOf(data).map((profile) => knownClient(data, profile)),
    requests: data.requests.filter(isPresent),
    flows,
    openers: data.openers,
    watchThirdParty: data.settings.watchThirdParty,
  }
}

export function knownClient(data: Data, profile: Profile): KnownClient {
  const endpoint = usableMetadata(data, profile)?.['authorization_endpoint']
  return {
    profileId: profile.id,
    issuer: profile.issuer,
    clientId: profile.clientId,
    redirectUris: profile.redirectUris,
    ruleProfile: profile.ruleProfile,
    authorizationEndpoint: typeof endpoint === 'string' ? endpoint : null,
  }
}

const isPresent = ({ removedAt }: { readonly removedAt?: number }) => removedAt === undefined

/** The index entries of the flows that are not removed. */
export function presentFacts({ flows, facts }: Data): readonly FlowFacts[] {
  return flows.filter(isPresent).flatMap(({ id }) => facts.get(id) ?? [])
}
