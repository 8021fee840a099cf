import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { Flow } from './flow'
import type { StoredRequest } from './stored-request'

/** The client and the server of a profile, as far as needed for matching. */
export interface KnownClient {
  readonly profileId: string
  readonly issuer: string
  readonly clientId: string
  readonly redirectUris: readonly string[]
  readonly ruleProfile: RuleProfile
  /** Null until the metadata has been read. */
  readonly authorizationEndpoint: string | null
}

/** The input for matching an observation to a flow. */
export interface World {
  readonly clients: readonly KnownClient[]
  readonly requests: readonly StoredRequest[]
  /** Flows that may still receive a message. */
  readonly flows: readonly Flow[]
  /** Tabs that were opened from another tab, as a map from tab id to opener id. */
  readonly openers: Readonly<Record<number, number>>
  /** Flows also begin with requests that Parley did not start. */
  readonly watchThirdParty: boolean
}
