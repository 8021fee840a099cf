import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { Flow } from './flow'
import type { StoredRequest } from './stored-request'

/** What is known of the client and the server of a profile, for finding what belongs to it. */
export interface KnownClient {
  readonly profileId: string
  readonly issuer: string
  readonly clientId: string
  readonly redirectUris: readonly string[]
  readonly ruleProfile: RuleProfile
  /** Null until the metadata was read. */
  readonly authorizationEndpoint: string | null
}

/** Everything that decides where an observation belongs. */
export interface World {
  readonly clients: readonly KnownClient[]
  readonly requests: readonly StoredRequest[]
  /** The flows that may still get a message. */
  readonly flows: readonly Flow[]
  /** Tabs that were opened out of another one, by their ids. */
  readonly openers: Readonly<Record<number, number>>
  /** Requests that Parley did not start begin flows, too. */
  readonly watchThirdParty: boolean
}
