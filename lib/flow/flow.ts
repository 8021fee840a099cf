import type { RuleProfile } from '@/lib/rules/profiles'
import type { Status } from '@/lib/rules/rule'
import type { OAuthMessage } from './message'

/** What the tester said that the request held: null is "not known", never "absent". */
export interface Expected {
  readonly state: string | null
  readonly nonce: string | null
}

/** Why a message was put into this flow. */
export type MatchReason = 'opened' | 'request_uri' | 'state' | 'redirect-chain' | 'tab' | 'pasted'

/** One authorization, from its request to what came back. */
export interface Flow {
  readonly id: string
  readonly profileId: string | null
  readonly ruleProfile: RuleProfile
  readonly issuer: string | null
  readonly clientId: string | null
  readonly requestUri: string | null
  /** The stored request that it was opened from. */
  readonly requestId: string | null
  readonly redirectUris: readonly string[]
  readonly expected: Expected
  readonly createdAt: number
  readonly updatedAt: number
  readonly tabId: number | null
  readonly incognito: boolean
  /** webRequest ids of the navigations that belong to it. */
  readonly chains: readonly string[]
  readonly matchedBy: MatchReason
  readonly messages: readonly OAuthMessage[]
}

/** In one word, where a flow stands. */
export type Outcome = 'waiting' | 'code' | 'error'

/** What a list of flows shows, without reading the flows. */
export interface FlowSummary {
  readonly id: string
  readonly profileId: string | null
  readonly issuer: string | null
  readonly clientId: string | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly outcome: Outcome
  /** The error code that the server sent. */
  readonly error: string | null
  readonly status: Status
  /** Failed and warned checks. */
  readonly failed: number
  readonly warned: number
  readonly removedAt?: number
}
