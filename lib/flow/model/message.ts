import { type Endpoint } from '@/lib/model/endpoint'
import { type ResponseMode, type Frame } from '@/lib/model/navigation'
import { type Params } from '@/lib/model/params'
import type { Decryption, Verification } from '@/lib/jose/types'
import type { Issue } from '@/lib/model/issue'
import type { RuleResult } from '@/lib/model/rule-result'
import type { SpecRef } from '@/lib/model/spec-links'
import type { MatchReason } from '@/lib/model/match-reason'
import type { Hold } from './hold'

/** Who told Parley of a message. */
type MessageSource = 'parley' | 'browser' | 'pasted' | 'devtools'

interface MessageBase {
  readonly id: string
  /** When it was sent or seen, in milliseconds since the epoch. */
  readonly at: number
  readonly source: MessageSource
  /** What the rules said of it with what was known then. */
  readonly results: readonly RuleResult[]
}

/** A request to an endpoint, as sent. */
export interface EndpointRequest<E extends Endpoint = Endpoint> extends MessageBase {
  readonly kind: `${E}-request`
  readonly method: string
  readonly url: string
  readonly headers: Params
  /** Empty where nothing was sent. */
  readonly body: string
  /** The parameters of a form body, decoded; none where the body is something else. */
  readonly params: Params
  /** It went out with the browser's own client certificate, if there was one. */
  readonly certificate: boolean
  /** The JWTs that it sent; absent until they were opened. */
  readonly jwts?: readonly ReceivedJwt[]
}

/** A JWT that a message brought, with what Parley could make of it. */
export interface ReceivedJwt {
  /** The parameter or member that it stands in; `body` where the whole answer is one. */
  readonly name: string
  /** As it came. */
  readonly text: string
  /** Null where it was no JWE. */
  readonly decryption: Decryption | null
  /** Of the signed JWT, also of the one inside of a JWE. */
  readonly verification: Verification
}

/** The answer of an endpoint, whatever it is. What is not known of a pasted one is null. */
export interface EndpointResponse<E extends Endpoint = Endpoint> extends MessageBase {
  readonly kind: `${E}-response`
  /** The message that it answers. */
  readonly requestMessageId: string | null
  /** Null also where no answer came: then `issues` says why. */
  readonly status: number | null
  readonly headers: Params
  readonly body: string
  /** The body was longer than what is kept. */
  readonly truncated: boolean
  /** Milliseconds from the request to the whole answer. */
  readonly took: number | null
  /** What a conforming client says of it; empty where it would go on. */
  readonly issues: readonly Issue[]
  readonly jwts: readonly ReceivedJwt[]
}

/** The answer of the PAR endpoint. */
export interface ParResponse extends EndpointResponse<'par'> {
  /** Empty where the server gave none. */
  readonly requestUri: string
  /** Seconds, as the server said. */
  readonly expiresIn: number | null
}

/** The HTTP response to a navigation, or the browser's reason why none was received. */
interface HttpResult {
  /** When the browser reported it, in milliseconds since the epoch. */
  readonly at: number
  /** Null where no response was received. */
  readonly status: number | null
  /** The browser's own words, such as `net::ERR_CONNECTION_REFUSED`; null where a response was received. */
  readonly error: string | null
}

/** What to try where a flow ended at the server: `code` names its sentence in the locale (`advice.<code>`). */
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
  /** Its request object; absent until it was opened. */
  readonly jwts?: readonly ReceivedJwt[]
  /** How the authorization endpoint itself responded; absent while it is not known. */
  readonly httpResult?: HttpResult
  /** Absent where the flow did not end at the server. */
  readonly advice?: readonly Advice[]
  /** It was longer than what is kept: parameters are missing, or the URL is only its beginning. */
  readonly shortened?: true
}

/** One step between the authorization request and its response: a login page, a redirect. */
export interface Hop extends MessageBase {
  readonly kind: 'hop'
  readonly method: string
  /** Without query and fragment: they may hold what the bank's pages keep to themselves. */
  readonly url: string
  readonly status: number | null
  /** Why the page was not loaded, in the browser's own words; absent where it was. */
  readonly failure?: string
  /** `error` in the query of a page of the server itself, the only part of a query that is kept. */
  readonly errorCode?: string
}

/** How the browser was sent to the redirect_uri. */
type ResponseVia = 'redirect' | 'navigation' | 'pasted'

/** The same response once more: a reload, the way back, a restored session, an app that passed it on. */
interface Replay {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly tabId: number
}

/** What became of the call of the redirect_uri. */
export interface Callback {
  readonly status?: number
  /** The browser's own words, such as `net::ERR_CONNECTION_REFUSED`. */
  readonly error?: string
}

/**
 * The authorization response, wherever it was found.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2)
 */
export interface AuthorizationResponse extends MessageBase {
  readonly kind: 'authorization-response'
  readonly method: string
  /** The whole URL that the browser was sent to. */
  readonly url: string
  /** The URL without the response parameters, to compare with redirect_uri. */
  readonly target: string
  readonly responseMode: ResponseMode
  readonly via: ResponseVia
  readonly params: Params
  /** It was longer than what is kept: parameters are missing, or the URL is only its beginning. */
  readonly shortened?: true
  /** Status of the redirect that carried it. */
  readonly status: number | null
  readonly callback: Callback
  /** Origin of the server that redirected the browser, or of the page that sent it; null where nobody told. */
  readonly from: string | null
  /** Names of the form fields that reached the redirect_uri beside the response; null where its call was not seen. */
  readonly posted: readonly string[] | null
  /** Other pages, without query and fragment, that got the response after the redirect_uri. */
  readonly passedOn: readonly string[]
  readonly frame: Frame
  /** Why it was put into its flow. */
  readonly matchedBy: MatchReason
  /** The JWTs that it brought: `response` (JARM), `id_token`. */
  readonly jwts: readonly ReceivedJwt[]
  readonly replays: readonly Replay[]
  /** Null where it went to the app unheld. */
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
