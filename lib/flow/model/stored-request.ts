import type { RequestedParams, Expected } from './flow'
import type { ParResponse } from './message'

/** A request_uri on the shelf. Times are milliseconds since the epoch. */
export interface StoredRequest {
  readonly id: string
  readonly profileId: string | null
  readonly label: string | null
  readonly clientId: string | null
  readonly requestUri: string
  /** The authorize URL as it was pasted, to be opened unchanged. */
  readonly authorizeUrl: string | null
  readonly addedAt: number
  /** The moment its life is counted from. */
  readonly receivedAt: number
  /** Nobody said when it was pushed: it is counted from when it was added. */
  readonly receivedAssumed: boolean
  /** Null where the lifetime is not known. */
  readonly expiresAt: number | null
  readonly usedAt: number | null
  readonly expected: Expected
  readonly requested: RequestedParams
  /** Parley made it itself, or the tester brought it. */
  readonly source: 'parley' | 'pasted'
  /** The flow in which it was pushed, which goes on when it is opened for the first time. */
  readonly flowId: string | null
  /** The PAR response that it came from. */
  readonly par: Pick<ParResponse, 'status' | 'headers' | 'body' | 'expiresIn'> | null
  readonly removedAt?: number
}

/** What a tester who pushed elsewhere may tell along with a request_uri. */
export interface RequestDetails {
  readonly label: string | null
  /** Seconds; null leaves what the PAR response says. */
  readonly expiresIn: number | null
  /** Milliseconds since the epoch; null is now. */
  readonly receivedAt: number | null
  readonly state: string | null
  readonly nonce: string | null
  readonly codeVerifier: string | null
}
