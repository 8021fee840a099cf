import type { IncomingHttpHeaders } from 'node:http'
import type { PayloadKeys } from './payload-signing.ts'

/** The faults of a consent server. Each changes one thing. */
export type ConsentFault =
  /** Tokens still work once the consent was withdrawn. */
  | 'withdrawn-still-works'
  /** The response that creates the consent has no id. */
  | 'id-missing'
  /** The status is a code that the ecosystem does not have. */
  | 'status-unknown'
  /** The consent ends later than requested. */
  | 'expiry-changed'
  /** Responses have no interaction id. */
  | 'no-interaction-id'
  /** The user approves, and the consent stays as it is. */
  | 'never-authorised'
  /** A payment consent without a signature is refused. */
  | 'signature-demanded'
  /** Answers about payments are not signed. */
  | 'signature-missing'
  /** The key of the signature is not in the JWKS. */
  | 'signature-key-unknown'
  /** The header of the signature has no `tan`. */
  | 'signature-tan-missing'
  /** The signature is over the body in the other form than its header says. */
  | 'signature-other-form'
  /** The body is changed after it was signed. */
  | 'body-changed'
  /** Answers have an HTTP message signature of FAPI. */
  | 'http-signed'
  /** That signature does not cover the status. */
  | 'http-status-uncovered'
  /** The body is changed after its digest was made. */
  | 'http-body-changed'
  /** The status is changed after it was signed. */
  | 'http-status-changed'
  /** `aud` of a signed body is the bank itself. */
  | 'signed-aud'
  /** `iat` of a signed body is ten minutes old. */
  | 'signed-iat'
  /** The link to the next page leads to the page itself. */
  | 'next-repeats'
  /** The link to the next page leads to another host. */
  | 'next-elsewhere'
  /** SETs are signed with a key that is not published. */
  | 'set-wrong-key'
  /** The name of a SET differs from its `jti`. */
  | 'set-other-jti'
  /** SETs that were acknowledged are sent again. */
  | 'set-again'

/** A consent and its state. */
export interface Consent {
  readonly id: string
  readonly clientId: string | null
  readonly created: string
  /** The request that created it, as parsed. */
  readonly request: Json
  state: 'waiting' | 'active' | 'refused' | 'withdrawn'
  updated: string
}

export type Json = Readonly<Record<string, unknown>>

/** Who presents an access token. */
export interface Caller {
  readonly of: 'client' | 'user'
  readonly clientId: string
  readonly scopes: ReadonlySet<string>
  readonly grantId: string | undefined
}

/** One call of the API. */
export interface ApiCall {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** Where the API is. */
  readonly origin: string
  readonly headers: IncomingHttpHeaders
  /** The URL that was called, and the body, as received. */
  readonly url: string
  readonly text: string
  /** The body as JSON; null if it is not an object. */
  readonly json: Json | null
  /** Undefined without a valid token. */
  readonly caller: Caller | undefined
}

export interface ApiAnswer {
  readonly status: number
  readonly body?: object
  /** The body as it is sent; absent for the JSON of `body`. */
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** What an API may do with consents. */
export interface Consents {
  readonly keys: PayloadKeys

  readonly fault: () => ConsentFault | null
  readonly create: (id: string, clientId: string | null, request: Json) => Consent
  readonly find: (id: string) => Consent | undefined
  readonly withdraw: (consent: Consent) => void
  /** The consent of a user's token. */
  readonly ofGrant: (grantId: string | undefined) => Consent | undefined
}

/** One ecosystem: its scopes, how a request names its consent, and its API. */
export interface Ecosystem {
  readonly scopes: readonly string[]
  readonly acr: string
  /** The scope that names a consent; absent if it is named elsewhere. */
  readonly scopeOf?: (id: string) => string
  /** The id in an authorization request; undefined if the request has none. */
  readonly consentIdOf: (params: Record<string, unknown>) => string | undefined
  readonly api: (call: ApiCall, consents: Consents) => ApiAnswer
  /** Where SETs are polled; absent if the ecosystem has no events. */
  readonly eventsPath?: string
}

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** Whether a member is a list of one or more texts without duplicates. */
export const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((each) => typeof each === 'string') &&
  new Set(value).size === value.length

export const now = () => new Date().toISOString().replace(/\.\d+Z$/, 'Z')

/** One day later, for the fault that changes the expiry. */
export const later = (text: string) =>
  new Date(Date.parse(text) + 24 * 60 * 60 * 1000).toISOString().replace(/\.\d+Z$/, 'Z')

export const isUuid = (text: unknown) =>
  typeof text === 'string' && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
