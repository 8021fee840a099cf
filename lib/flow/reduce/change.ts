import type { Flow } from '@/lib/flow/model/flow'

/** The result of an observation. */
export interface Change {
  readonly flow: Flow
  /** A new response was received. */
  readonly newResponse: boolean
  /** The stored request that was used. */
  readonly usedStoredRequestId: string | null
  /** A temporary flow that contained this one's response until its request was observed. */
  readonly absorbed: string | null
}
