import type { MatchReason } from '@/lib/model/match-reason'
import type { NegativeTest } from '@/lib/model/probe'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { RuleResult, Status } from '@/lib/model/rule-result'

import type { ConsentLife, FlowConsent } from './flow-consent'
import type { FlowDecoupled } from './flow-decoupled'
import type { FlowName } from './flow-name'
import type { TestedDefence } from './hold'
import type { Advice, OAuthMessage } from './message'

/** Values of the request, as entered by the tester. Null means "not known", never "absent". */
export interface Expected {
  readonly state: string | null
  readonly nonce: string | null
}

/** The known parameters of the authorization request. Null means "not known". */
export interface RequestedParams {
  readonly redirectUri: string | null
  readonly responseType: string | null
  /** Null also means that the request has no response_mode, if `responseType` is known. */
  readonly responseMode: string | null
  /** A secret. @see [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636.html#section-4.1) */
  readonly codeVerifier: string | null
  readonly scope: string | null
  /** JSON as sent. */
  readonly authorizationDetails: string | null
  readonly claims: string | null
  readonly acrValues: string | null
  /** Seconds. */
  readonly maxAge: number | null
  /** The DPoP key that the tokens must be bound to. */
  readonly dpopKeyId: string | null
}

/** A token received in a flow, and its current state. */
export interface FlowToken {
  readonly id: string
  readonly kind: 'access_token' | 'refresh_token' | 'id_token'
  readonly value: string
  /** The message that contained the token. */
  readonly messageId: string
  readonly receivedAt: number
  /** Milliseconds since the epoch; null if the lifetime is not known. */
  readonly expiresAt: number | null
  /** `Bearer` or `DPoP`, with the server's spelling; null for tokens other than access tokens. */
  readonly tokenType: string | null
  readonly scope: string | null
  /** `spent`: a refresh token that was used and replaced. `replaced`: a newer token exists. */
  readonly state: 'live' | 'spent' | 'replaced' | 'revoked'
  /** The client requested it for itself, with its own credentials. */
  readonly ofClient?: true
}

/** What made a flow file or a report. */
export interface SharedBy {
  readonly parley: string
  readonly browser: string
  /** The version of the rule catalogue. */
  readonly rules: string
}

/** What recorded a HAR, as it names itself. */
export interface RecordedBy {
  /** Such as `Firefox 153.0`; empty if the file does not name it. */
  readonly tool: string
}

/** Where an imported flow comes from. */
export interface FlowImport {
  /** When it was imported, in milliseconds since the epoch. */
  readonly at: number
  /** `safe`: pseudonyms replace its secrets, so its verdicts are those from before. */
  readonly mode: 'safe' | 'complete'
  /** The name of the file; absent if its text was pasted. */
  readonly file?: string
  readonly by: SharedBy | RecordedBy
  /** Parley recorded and kept the flow here, in an earlier browser session. */
  readonly own?: true
  /** The results of each message before the tester chose different rules, so that these can come back. */
  readonly results?: Readonly<Record<string, readonly RuleResult[]>>
}

/** How a flow is kept beyond the browser session. */
export interface FlowKeep {
  /** `safe`: pseudonyms replace its secrets in the stored copy. */
  readonly mode: 'safe' | 'complete'
  /** When it was kept, in milliseconds since the epoch. */
  readonly at: number
  /** The name in the list of an earlier browser session; absent until then. */
  readonly name?: FlowName
}

/** What the tester wrote about a flow. */
interface FlowNote {
  readonly text: string
  /** When it was saved, in milliseconds since the epoch. */
  readonly at: number
}

/** One authorization, from its request to all its responses. */
export interface Flow {
  readonly id: string
  /**
   * The flow comes from a file, or was kept in an earlier browser session. Parley never sends anything for it,
   * and no event belongs to it.
   */
  readonly imported?: FlowImport
  /** The flow is also stored on the disk; absent if it is gone once the browser closes. */
  readonly kept?: FlowKeep
  readonly note?: FlowNote
  /** The name that the tester gave the flow or its request; absent without one. */
  readonly name?: string
  /** The tester pinned the flow to the top of the list. */
  readonly pinned?: true
  /** The flow belongs to a negative test: its request was sent wrong on purpose. */
  readonly negativeTest?: NegativeTest
  readonly profileId: string | null
  readonly ruleProfile: RuleProfile
  /** The rules that the flow began with; absent unless the tester chose different ones for this flow. */
  readonly ownRuleProfile?: RuleProfile
  readonly issuer: string | null
  readonly clientId: string | null
  readonly requestUri: string | null
  /** The stored request that opened the flow. */
  readonly storedRequestId: string | null
  /** The stored request was used before. A page may use it any number of times. */
  readonly reusesRequest?: boolean
  /** Parley made the request that opened the flow, so only Parley can exchange its codes. */
  readonly madeByParley?: boolean
  readonly redirectUris: readonly string[]
  readonly expected: Expected
  readonly requested: RequestedParams
  readonly tokens: readonly FlowToken[]
  readonly createdAt: number
  readonly updatedAt: number
  readonly tabId: number | null
  /** The tab is closed. A later tab with the same id is a different tab. */
  readonly tabClosed: boolean
  readonly incognito: boolean
  /** Firefox's `cookieStoreId`; null in other browsers. */
  readonly cookieStoreId: string | null
  /** Origin of the page that started the flow; null or absent if there was none, or if it was not reported. */
  readonly initiator?: string | null
  /** The response is held even if the profile does not hold responses. */
  readonly hold: boolean
  /** webRequest ids of the navigations in the flow. */
  readonly chains: readonly string[]
  readonly matchedBy: MatchReason
  /** The captured response whose code has to be exchanged; absent if there is none. */
  readonly exchangeDue?: string
  /** The consent that Parley creates and uses in this flow; absent in every other flow. */
  readonly consent?: FlowConsent
  /** The grant without the browser that Parley began in this flow; absent in every other flow. */
  readonly decoupled?: FlowDecoupled
  readonly messages: readonly OAuthMessage[]
}

/** The current state of a flow. */
export type Outcome =
  | 'pushed'
  | 'refused'
  /** The consent was created, and its authorization request was not made yet. */
  | 'consent-created'
  | 'consent-refused'
  | 'waiting'
  /** The user decides on another device, and Parley polls for the tokens. */
  | 'polling'
  /** Polling stopped without a decision. */
  | 'poll-stopped'
  | 'poll-expired'
  | 'held'
  | 'code'
  /** A third-party app received the code, and its use was not observed. */
  | 'tokens-not-visible'
  | 'error'
  | 'tokens'
  | 'token-error'
  | LoginEndKind
  /** The tab was closed before a response. */
  | 'tab-closed'
  /** The browser does not show the delivery of the response to extensions. */
  | 'not-observable'

/** Rule and finding of a failed check; the locale has its sentence. */
export interface WorstFinding {
  readonly rule: string
  readonly code: string
  /** The claim, member or parameter. */
  readonly about: string
}

/** The consent of a flow in a list. */
interface ConsentSummary {
  readonly templateId: string
  readonly status: string | null
  readonly life: ConsentLife | null
  readonly withdrawn?: true
}

interface DecoupledSummary {
  readonly grant: FlowDecoupled['grant']
  /** Milliseconds since the epoch; null if Parley does not poll. */
  readonly nextAt: number | null
}

/** The properties of a flow in a list, stored separately so that the flows need not be read. */
export interface FlowSummary {
  readonly id: string
  /** Absent in rows of earlier versions. */
  readonly name?: FlowName
  readonly pinned?: true
  /** Parley did not start the flow. */
  readonly thirdParty?: true
  /** The flow comes from a file. */
  readonly imported?: true
  /** The flow is kept beyond the browser session, without its secrets or with them. */
  readonly kept?: FlowKeep['mode']
  /** The beginning of the tester's note. */
  readonly note?: string
  /** The name of the file that it comes from; absent if its text was pasted. */
  readonly file?: string
  /** The worst failed check, if it is worse than the outcome itself. */
  readonly worst?: WorstFinding
  /** The signature of an ID token was verified. */
  readonly verified?: true
  /** Time of the response whose code was neither exchanged nor released; absent without one. */
  readonly codeAt?: number
  /** Numbers of granted and requested permissions, if they differ. */
  readonly granted?: readonly [granted: number, requested: number]
  /** Milliseconds from the first message to the last. */
  readonly took?: number
  /** The template of the flow's consent, and what is known of the consent; absent without one. */
  readonly consent?: ConsentSummary
  /** The grant without the browser, and when its next poll is due; absent without one. */
  readonly decoupled?: DecoupledSummary
  readonly profileId: string | null
  readonly issuer: string | null
  readonly clientId: string | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly outcome: Outcome
  /** The error code from the server, or a status or the browser's error text if no code was received. */
  readonly error: string | null
  /** The stored request that opened the flow; absent if there is none. */
  readonly storedRequestId?: string
  /** The first advice, if the flow ended at the server. */
  readonly advice?: Advice
  /** The defences of the app that were tested; absent if there are none. */
  readonly defences?: readonly TestedDefence[]
  readonly status: Status
  /** Number of failed checks and unusable responses, and number of warnings. */
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
