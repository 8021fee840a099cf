import type { RequestedParams, Expected } from './flow'
import type { ParResponse } from './message'
import type { RequestOrigin } from '@/lib/oauth/request-origin'

/** A request_uri in the list of requests. Times are milliseconds since the epoch. */
export interface StoredRequest {
  readonly id: string
  readonly profileId: string | null
  readonly label: string | null
  readonly clientId: string | null
  readonly requestUri: string
  /** The authorize URL as pasted. It is opened unchanged. */
  readonly authorizeUrl: string | null
  readonly addedAt: number
  /** The start of its lifetime. */
  readonly receivedAt: number
  /** The time of the push is not known, so the lifetime starts when the request was added. */
  readonly receivedAssumed: boolean
  /** Null if the lifetime is not known. */
  readonly expiresAt: number | null
  readonly usedAt: number | null
  readonly expected: Expected
  readonly requested: RequestedParams
  /** Whether Parley pushed it, or the tester pasted it. */
  readonly source: 'parley' | 'pasted'
  /** The flow with its push. The flow continues when the request is opened for the first time. */
  readonly flowId: string | null
  /** The PAR response with the request_uri. */
  readonly par: Pick<ParResponse, 'status' | 'headers' | 'body' | 'expiresIn'> | null
  /** What Parley made it from; absent if it was pasted. */
  readonly origin?: RequestOrigin
  readonly removedAt?: number
}

/** Details that a tester can add to a request_uri that was pushed elsewhere. */
export interface RequestDetails {
  readonly label: string | null
  /** Seconds; null keeps the value from the PAR response. */
  readonly expiresIn: number | null
  /** Milliseconds since the epoch; null means now. */
  readonly receivedAt: number | null
  readonly state: string | null
  readonly nonce: string | null
  readonly codeVerifier: string | null
}
