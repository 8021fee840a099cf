import type { Flow } from '@/lib/flow/model/flow'

/** What an observation changed. */
export interface Change {
  readonly flow: Flow
  /** A response came that was not known before. */
  readonly newResponse: boolean
  /** The stored request that was used by it. */
  readonly usedStoredRequestId: string | null
  /** The flow that stood for this one until its request was seen. */
  readonly absorbed: string | null
}
