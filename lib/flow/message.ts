import type { RuleResult } from '@/lib/rules/rule'

/** Parameters as they went over the wire, decoded once: order and duplicates are kept. */
export type Params = readonly (readonly [name: string, value: string])[]

/** Who told Parley of a message. */
type MessageSource = 'parley' | 'browser' | 'pasted'

interface MessageBase {
  readonly id: string
  /** When it was sent or seen, in milliseconds since the epoch. */
  readonly at: number
  readonly source: MessageSource
  /** What the rules said of it with what was known then. */
  readonly results: readonly RuleResult[]
}

/** The answer of the PAR endpoint, as pasted: what is not known of it is null. */
export interface ParResponse extends MessageBase {
  readonly kind: 'par-response'
  readonly status: number | null
  readonly headers: Params
  readonly body: string
  readonly requestUri: string
  /** Seconds, as the server said. */
  readonly expiresIn: number | null
}

export interface AuthorizationRequest extends MessageBase {
  readonly kind: 'authorization-request'
  readonly method: string
  readonly url: string
  readonly params: Params
}

/** One step between the authorization request and its response: a login page, a redirect. */
export interface Hop extends MessageBase {
  readonly kind: 'hop'
  readonly method: string
  /** Without query and fragment: they may hold what the bank's pages keep to themselves. */
  readonly url: string
  readonly status: number | null
}

/** Where the response parameters were. */
export type ResponseContainer = 'query' | 'fragment' | 'form'

/** How the browser was sent to the redirect_uri. */
type ResponseVia = 'redirect' | 'navigation' | 'pasted'

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
  readonly container: ResponseContainer
  readonly via: ResponseVia
  readonly params: Params
  /** Status of the redirect that carried it. */
  readonly status: number | null
  readonly callback: Callback
}

export type OAuthMessage = ParResponse | AuthorizationRequest | Hop | AuthorizationResponse
export type MessageKind = OAuthMessage['kind']
export type MessageOf<K extends MessageKind> = Extract<OAuthMessage, { kind: K }>

/** The first value of a parameter, or undefined where it is absent. */
export function param(params: Params, name: string): string | undefined {
  return params.find(([key]) => key === name)?.[1]
}
