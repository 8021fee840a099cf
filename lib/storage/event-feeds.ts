import type { Issue } from '@/lib/model/issue'
import type { SetErrorCode } from '@/lib/oauth/event-poll'

/** A SET that was received. It is kept in memory only. */
export interface FeedSet {
  readonly jti: string
  readonly text: string
  /** Milliseconds since the epoch. */
  readonly receivedAt: number
  readonly state: 'new' | 'acknowledged' | 'refused'
  /** The reason of a refusal. */
  readonly err?: SetErrorCode
}

/** The event notifications of a profile, as polled. */
export interface EventFeed {
  /** The newest first. */
  readonly sets: readonly FeedSet[]
  /** The last poll; null before the first. */
  readonly last: {
    readonly at: number
    readonly flowId: string
    readonly responseId: string
    readonly status: number | null
    readonly accepted: boolean
    /** SETs in the response. */
    readonly count: number
    readonly moreAvailable: boolean | null
    readonly issues: readonly Issue[]
  } | null
}

export const noFeed: EventFeed = { sets: [], last: null }
