import type { Params } from '@/lib/model/params'
import type { Endpoint } from '@/lib/model/endpoint'
import type { Issue } from '@/lib/model/issue'
import type { PrivateKeyHandle } from '@/lib/model/key'
import type { Metadata } from '@/lib/oauth/metadata'
import type { Profile } from '@/lib/oauth/profile'
import type { JwtChanges } from '@/lib/oauth/request-values'
import type { VariableScope } from '@/lib/oauth/variables'

/** A request as sent, with all its secrets. */
export interface SentRequest {
  readonly method: string
  readonly url: string
  readonly headers: Params
  /** Empty if the request has no body. */
  readonly body: string
  /** The browser may present its client certificate. Cookies are sent with it. */
  readonly certificate: boolean
}

/**
 * Sends a request. Records it before it is sent and again with its response; rejects if that is not
 * possible.
 */
export type Send = (endpoint: Endpoint, request: SentRequest) => Promise<HttpResult>

/** Everything that a call needs to know about the client and its server. */
export interface ClientContext {
  readonly profile: Profile
  readonly metadata: Metadata
  /** The key of `profile.signingKeyId`; null if the key is missing. */
  readonly signingKey: PrivateKeyHandle | null
  /** The key that tokens are bound to; null if tokens are not bound. */
  readonly dpop: CryptoKeyPair | null
  readonly secret: string | null
  readonly send: Send
  /** What this request changes of the JWTs that the client signs; absent without changes. */
  readonly jwts?: { readonly assertion: JwtChanges; readonly requestObject: JwtChanges }
  /** The values of variables in headers. */
  readonly variables: VariableScope
  /** Milliseconds since the epoch. */
  now(): number
}

/**
 * The result of a call. `issues` are the reasons to reject the last response; empty if a conforming
 * client accepts it.
 */
export interface CallResult {
  /** Null if nothing was sent; `issues` then has the reason. */
  readonly response: HttpResult | null
  readonly issues: readonly Issue[]
}

type HttpFailure = 'timeout' | 'unreachable' | 'redirect' | 'too_large'

/** A response as received, or the reason why there is none. */
export type HttpResult =
  | {
      readonly ok: true
      readonly url: string
      readonly status: number
      readonly headers: Params
      readonly body: string
      /** The body was cut because it exceeds the limit. */
      readonly truncated: boolean
      /** The octets received were not UTF-8, or began with a byte order mark, which the text does not have. */
      readonly inexact?: true
      /** The connection stayed open, or broke, before the end of the body. */
      readonly incomplete?: 'timeout' | 'unreachable'
    }
  | {
      readonly ok: false
      readonly url: string
      readonly failure: HttpFailure
      readonly cause: string
    }
