import { type Endpoint } from '@/lib/model/endpoint'
import { type ResponseMode, type Frame } from '@/lib/model/navigation'
import { type Params } from '@/lib/model/params'
import type { Decryption, Verification } from '@/lib/jose/types'
import type { Issue } from '@/lib/model/issue'
import type { RuleResult } from '@/lib/model/rule-result'
import type { SpecRef } from '@/lib/model/spec-links'
import type { MatchReason } from '@/lib/model/match-reason'
import type { CallPurpose } from './flow-consent'
import type { Hold } from './hold'

/** The source that reported a message to Parley. */
type MessageSource = 'parley' | 'browser' | 'pasted' | 'devtools'

interface MessageBase {
  readonly id: string
  /** When it was sent or observed, in milliseconds since the epoch. */
  readonly at: number
  readonly source: MessageSource
  /** The rule results, from the facts known at the time. */
  readonly results: readonly RuleResult[]
}

/** A request to an endpoint, as sent. */
export interface EndpointRequest<E extends Endpoint = Endpoint> extends MessageBase {
  readonly kind: `${E}-request`
  readonly method: string
  readonly url: string
  readonly headers: Params
  /** Empty if there was no body. */
  readonly body: string
  /** The parameters of a form body, decoded; empty if the body is not a form. */
  readonly params: Params
  /** The request was sent with the browser's client certificate, if it has one. */
  readonly certificate: boolean
  /** The JWTs in the request; absent until they have been opened. */
  readonly jwts?: readonly ReceivedJwt[]
  /** Absent until it has been verified, and without such a signature. */
  readonly httpSignature?: ReceivedHttpSignature
  /** What Parley did with the consent of the flow; absent in every other call. */
  readonly purpose?: CallPurpose
}

/** A JWT in a message, with the results of decryption and verification. */
export interface ReceivedJwt {
  /** The parameter or member that contains the JWT; `body` if the whole response is one. */
  readonly name: string
  /** The JWT, unchanged. */
  readonly text: string
  /** Null if the JWT was not encrypted. */
  readonly decryption: Decryption | null
  /** For a JWE, the verification of the signed JWT inside. */
  readonly verification: Verification
}

/** The signature of RFC 9421 that a message is judged by, verified when the message was received. */
export interface ReceivedHttpSignature {
  readonly label: string
  readonly verification: Verification
  /** How the body compares with `Content-Digest`. */
  readonly digest: DigestResult
}

/**
 * How a body compares with its `Content-Digest`: `absent` without the header, `coded` if the browser has undone a
 * content coding, `inexact` if the body was not stored octet for octet, `unknown` without a supported hash function.
 */
export type DigestResult = 'matches' | 'differs' | 'absent' | 'coded' | 'inexact' | 'unknown'

/** The response of an endpoint, whatever its contents. Unknown properties of a pasted one are null. */
export interface EndpointResponse<E extends Endpoint = Endpoint> extends MessageBase {
  readonly kind: `${E}-response`
  /** The request message of this response. */
  readonly requestMessageId: string | null
  /** Null also if no response was received. `issues` then contains the reason. */
  readonly status: number | null
  readonly headers: Params
  readonly body: string
  /** The body exceeded the storage limit. */
  readonly truncated: boolean
  /** The body differs from the octets received: it was not UTF-8, began with a byte order mark, or its end is missing. */
  readonly inexact?: true
  /** Milliseconds from the request to the complete response. */
  readonly took: number | null
  /** Problems that a conforming client would reject; empty if there are none. */
  readonly issues: readonly Issue[]
  readonly jwts: readonly ReceivedJwt[]
  /** Absent until it has been verified, and without such a signature. */
  readonly httpSignature?: ReceivedHttpSignature
  /** Absent if the endpoint did not refuse the request. */
  readonly advice?: readonly Advice[]
  /** That of its request. */
  readonly purpose?: CallPurpose
}

/** The response of the PAR endpoint. */
export interface ParResponse extends EndpointResponse<'par'> {
  /** Empty if the response has none. */
  readonly requestUri: string
  /** Seconds, as reported by the server. */
  readonly expiresIn: number | null
}

/** The HTTP response to a navigation, or the browser's reason why there was none. */
interface HttpResult {
  /** When the browser reported it, in milliseconds since the epoch. */
  readonly at: number
  /** Null if no response was received. */
  readonly status: number | null
  /** The browser's own words, such as `net::ERR_CONNECTION_REFUSED`; null if a response was received. */
  readonly error: string | null
  /** The headers that rules judge; absent if they were not observed. */
  readonly headers?: Params
}

/** Advice for a refused request. `code` selects its sentence in the locale (`advice.<code>`). */
export interface Advice {
  readonly code: string
  readonly seen?: string
  readonly expected?: string
  readonly refs: readonly SpecRef[]
}

export interface AuthorizationRequest extends MessageBase {
  readonly kind: 'authorization-request'
  readonly method: string
  readonly url: string
  readonly params: Params
  readonly frame: Frame
  /** A script sent it instead of a navigation. */
  readonly fetched?: true
  /** The request object; absent until it has been opened. */
  readonly jwts?: readonly ReceivedJwt[]
  /** The authorization endpoint's HTTP response; absent while it is not known. */
  readonly httpResult?: HttpResult
  /** Absent if the flow did not end at the server. */
  readonly advice?: readonly Advice[]
  /** The message exceeded the storage limit: parameters are missing, or the URL is only its beginning. */
  readonly shortened?: true
}

/** One step between the authorization request and its response: a login page or a redirect. */
export interface Hop extends MessageBase {
  readonly kind: 'hop'
  readonly method: string
  /** Without query and fragment, which may contain private data of the server's pages. */
  readonly url: string
  readonly status: number | null
  /** The headers that rules judge; absent if they were not observed. */
  readonly headers?: Params
  /** Why the page was not loaded, in the browser's own words; absent if it was loaded. */
  readonly failure?: string
  /** `error` in the query of one of the server's pages, the only part of a query that is stored. */
  readonly errorCode?: string
}

/** How the browser was sent to the redirect_uri. */
type ResponseVia = 'redirect' | 'navigation' | 'pasted'

/**
 * A repetition of the same response: by a reload, the back button, a restored session, or an app that passed
 * it on.
 */
interface Replay {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly tabId: number
}

/** The result of the request to the redirect_uri. */
export interface Callback {
  readonly status?: number
  /** The headers that rules judge; absent if they were not observed. */
  readonly headers?: Params
  /** The browser's own words, such as `net::ERR_CONNECTION_REFUSED`. */
  readonly error?: string
}

/**
 * An authorization response, observed or pasted.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2)
 */
export interface AuthorizationResponse extends MessageBase {
  readonly kind: 'authorization-response'
  readonly method: string
  /** The complete URL that the browser was sent to. */
  readonly url: string
  /** The URL is written as in the Location header. A browser may write it differently. */
  readonly asSent?: true
  /** The URL without the response parameters, for comparison with redirect_uri. */
  readonly target: string
  readonly responseMode: ResponseMode
  readonly via: ResponseVia
  readonly params: Params
  /** The message exceeded the storage limit: parameters are missing, or the URL is only its beginning. */
  readonly shortened?: true
  /** Status of the redirect that contained it. */
  readonly status: number | null
  readonly callback: Callback
  /**
   * Origin of the server that redirected the browser, or of the page that sent the response; null if not
   * reported.
   */
  readonly from: string | null
  /**
   * Names of other form fields sent to the redirect_uri with the response; null if the request was not
   * observed.
   */
  readonly posted: readonly string[] | null
  /** Other pages, without query and fragment, that received the response after the redirect_uri. */
  readonly passedOn: readonly string[]
  readonly frame: Frame
  /** Why it was added to its flow. */
  readonly matchedBy: MatchReason
  /** The JWTs in the response: `response` (JARM), `id_token`. */
  readonly jwts: readonly ReceivedJwt[]
  readonly replays: readonly Replay[]
  /** Null if it went to the app without a hold. */
  readonly hold: Hold | null
}

type RequestOf = { readonly [E in Endpoint]: EndpointRequest<E> }[Endpoint]
type ResponseOf = {
  readonly [E in Exclude<Endpoint, 'par'>]: EndpointResponse<E>
}[Exclude<Endpoint, 'par'>]

export type OAuthMessage =
  RequestOf | ResponseOf | ParResponse | AuthorizationRequest | Hop | AuthorizationResponse
export type MessageKind = OAuthMessage['kind']
export type MessageOf<K extends MessageKind> = Extract<OAuthMessage, { kind: K }>
