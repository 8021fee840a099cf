import type { MatchReason } from '@/lib/model/match-reason'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { Status } from '@/lib/model/rule-result'

import type { Advice, OAuthMessage } from './message'

/** What the tester said that the request held: null is "not known", never "absent". */
export interface Expected {
  readonly state: string | null
  readonly nonce: string | null
}

/** What the authorization request asked for, as far as it is known: null is "not known". */
export interface RequestedParams {
  readonly redirectUri: string | null
  readonly responseType: string | null
  /** Null also where none was asked for: that is so where `responseType` is known. */
  readonly responseMode: string | null
  /** A secret. @see [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636.html#section-4.1) */
  readonly codeVerifier: string | null
  readonly scope: string | null
  /** JSON as it was sent. */
  readonly authorizationDetails: string | null
  readonly claims: string | null
  readonly acrValues: string | null
  /** Seconds. */
  readonly maxAge: number | null
  /** The DPoP key that the tokens are to be bound to. */
  readonly dpopKeyId: string | null
}

/** A token that a flow has got, and what has become of it. */
export interface FlowToken {
  readonly id: string
  readonly kind: 'access_token' | 'refresh_token' | 'id_token'
  readonly value: string
  /** The message that brought it. */
  readonly messageId: string
  readonly receivedAt: number
  /** Milliseconds since the epoch; null where nobody said. */
  readonly expiresAt: number | null
  /** `Bearer` or `DPoP`, as the server wrote it; null for other tokens. */
  readonly tokenType: string | null
  readonly scope: string | null
  /** `spent`: a refresh token that was used and replaced; `replaced`: there is a newer one. */
  readonly state: 'live' | 'spent' | 'replaced' | 'revoked'
}

/** One authorization, from its request to what came back. */
export interface Flow {
  readonly id: string
  readonly profileId: string | null
  readonly ruleProfile: RuleProfile
  readonly issuer: string | null
  readonly clientId: string | null
  readonly requestUri: string | null
  /** The stored request that it was opened from. */
  readonly storedRequestId: string | null
  /** The stored request had been used before: a page may use it as often as it likes. */
  readonly reusesRequest?: boolean
  readonly redirectUris: readonly string[]
  readonly expected: Expected
  readonly requested: RequestedParams
  readonly tokens: readonly FlowToken[]
  readonly createdAt: number
  readonly updatedAt: number
  readonly tabId: number | null
  /** Its tab is gone, and no tab that is there later has its id. */
  readonly tabClosed: boolean
  readonly incognito: boolean
  /** Firefox's `cookieStoreId`; null where the browser has none. */
  readonly cookieStoreId: string | null
  /** Origin of the page that started it; null or absent where none did, or none was reported. */
  readonly initiator?: string | null
  /** Its response is to be held, also where its profile holds none. */
  readonly hold: boolean
  /** webRequest ids of the navigations that belong to it. */
  readonly chains: readonly string[]
  readonly matchedBy: MatchReason
  readonly messages: readonly OAuthMessage[]
}

/** In one word, where a flow stands. */
export type Outcome =
  | 'pushed'
  | 'refused'
  | 'waiting'
  | 'held'
  | 'code'
  /** An app of others got the code, and what it did with it was not told. */
  | 'unseen'
  | 'error'
  | 'tokens'
  | 'token-error'
  | LoginEndKind
  /** Its tab was closed before a response. */
  | 'tab-closed'
  /** Its response is delivered where the browser shows it to no extension. */
  | 'not-observable'

/** What a list of flows shows, without reading the flows. */
export interface FlowSummary {
  readonly id: string
  readonly profileId: string | null
  readonly issuer: string | null
  readonly clientId: string | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly outcome: Outcome
  /** The error code that the server sent, or a status or the browser's words where none was received. */
  readonly error: string | null
  /** The stored request that it was opened from; absent where there is none. */
  readonly storedRequestId?: string
  /** The first thing to try, where the flow ended at the server. */
  readonly advice?: Advice
  readonly status: Status
  /** Failed checks with the answers that cannot be used, and warned checks. */
  readonly failed: number
  readonly warned: number
  readonly removedAt?: number
}

export type LoginEndKind =
  /** The authorization endpoint responded with an error and did not redirect. */
  | 'refused-at-server'
  /** The browser received no response from the authorization endpoint. */
  | 'unreachable'
  /** The server redirected to an error page of its own. */
  | 'error-page'
  /** A later page responded with an error, or could not be loaded. */
  | 'page-failed'

export const noRequestedParams: RequestedParams = {
  redirectUri: null,
  responseType: null,
  responseMode: null,
  codeVerifier: null,
  scope: null,
  authorizationDetails: null,
  claims: null,
  acrValues: null,
  maxAge: null,
  dpopKeyId: null,
}
