import type { Params } from '@/lib/model/params'
import type { Endpoint } from '@/lib/model/endpoint'
import type { Issue } from '@/lib/model/issue'
import type { PrivateKeyHandle } from '@/lib/model/key'
import type { Metadata } from '@/lib/oauth/metadata'
import type { Profile } from '@/lib/oauth/profile'

/** A request as it goes out, with all its secrets. */
export interface SentRequest {
  readonly method: string
  readonly url: string
  readonly headers: Params
  /** Empty where nothing is sent. */
  readonly body: string
  /** The browser may show its own client certificate; cookies then go along too. */
  readonly certificate: boolean
}

/** Sends a request and records it, before it goes out and when the answer is there; rejects where that cannot be done. */
export type Send = (endpoint: Endpoint, request: SentRequest) => Promise<HttpResult>

/** Everything that a call needs of the client and its server. */
export interface ClientContext {
  readonly profile: Profile
  readonly metadata: Metadata
  /** The key of `profile.signingKeyId`; null where there is none. */
  readonly signingKey: PrivateKeyHandle | null
  /** The key that tokens are bound to; null where they are bound to nothing. */
  readonly dpop: CryptoKeyPair | null
  readonly secret: string | null
  readonly send: Send
  /** Milliseconds since the epoch. */
  now(): number
}

/** What a call came to: what a conforming client says of the last answer; empty where it would go on. */
export interface CallResult {
  /** Null where nothing was sent: `issues` says what is missing. */
  readonly response: HttpResult | null
  readonly issues: readonly Issue[]
}

type HttpFailure = 'timeout' | 'unreachable' | 'redirect' | 'too_large'

/** An answer as it came, or why there is none. */
export type HttpResult =
  | {
      readonly ok: true
      readonly url: string
      readonly status: number
      readonly headers: Params
      readonly body: string
      /** The body was longer, and is kept cut. */
      readonly truncated: boolean
    }
  | {
      readonly ok: false
      readonly url: string
      readonly failure: HttpFailure
      readonly cause: string
    }
