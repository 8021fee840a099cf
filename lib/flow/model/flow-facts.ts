import type { MatchReason } from '@/lib/model/match-reason'
import type { Rank } from './rank'

/** What is true of a flow and selects it for a task. */
export type FlowMark =
  /** No authorization response was received. */
  | 'waiting'
  /** No state is expected, so a response with any state may belong to the flow. */
  | 'any-state'
  /** The flow has nothing but a push. */
  | 'pushed'
  /** No push was observed. */
  | 'unpushed'
  /** `hold` is set. */
  | 'hold'
  /** None of its responses was held. */
  | 'not-held'
  /** A message contains a JWT that has not been opened. */
  | 'unopened'
  /** Parley sent a request, and no response is stored. */
  | 'unanswered'
  /** A captured code has to be exchanged. */
  | 'exchange-due'
  /** The first part of its consent is running. */
  | 'consent-running'
  /** Parley polls for its tokens. */
  | 'polling'

/** A code, the response that contained it, and when that was received, in milliseconds since the epoch. */
export type SeenCode = readonly [code: string, responseId: string, at: number]

/** Parameters that a client generates for each request. */
export type FreshParameter = 'state' | 'nonce' | 'code_challenge'

/** A challenge of a resource that demands a stronger or a more recent authentication. */
export interface StepUp {
  /** Milliseconds since the epoch. */
  readonly at: number
  /** Equal for flows that share their cookies. */
  readonly session: string
  readonly acrValues: readonly string[]
  /** Seconds; null if the challenge has no valid one. */
  readonly maxAge: number | null
}

/**
 * The index entry of a flow: enough to decide without the flow itself whether an event may concern it. Hashes
 * only select candidates, so a collision merely loads one flow too many.
 */
export interface FlowFacts {
  readonly id: string
  /** Counts the writes of the flow. */
  readonly rev: number
  readonly createdAt: number
  readonly updatedAt: number
  readonly profileId: string | null
  readonly tabId: number | null
  readonly tabClosed: boolean
  readonly initiator: string | null
  readonly matchedBy: MatchReason
  readonly dpopKeyId: string | null
  readonly requestedUri: string | null
  readonly redirectUris: readonly string[]
  readonly chains: readonly string[]
  readonly marks: readonly FlowMark[]
  readonly codes: readonly SeenCode[]
  /** The generated values of its requests, as the key of a code is written; absent without any. */
  readonly fresh?: Readonly<Partial<Record<FreshParameter, readonly string[]>>>
  /** The last challenge for another authentication; absent without one. */
  readonly stepUp?: StepUp
  /** Hashes of values that identify the flow, each with its kind. */
  readonly values: readonly number[]
  readonly octets: number
  readonly rank: Rank
  /** The flow is kept beyond the browser session, so it is not dropped to make room. */
  readonly kept?: true
}
