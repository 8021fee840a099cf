import type { Flow } from '@/lib/flow/model/flow'
import type {
  AuthorizationRequest,
  EndpointRequest,
  EndpointResponse,
  MessageKind,
  OAuthMessage,
} from '@/lib/flow/model/message'
import { isEndpointRequest, isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import { decodeJwt } from '@/lib/jose/decode'
import { header, tokenInHeader } from '@/lib/model/http-text'
import { jsonObjectOf, textIn, type JsonObject } from '@/lib/model/json'
import { param, type Params } from '@/lib/model/params'
import { parseUrl } from '@/lib/model/url'
import { boundKeysOf } from './bound-keys'

/** A JWT in the same place of an earlier request of the flow. */
interface EarlierJwt {
  readonly text: string
  readonly payload: JsonObject | null
  /** The server refused the request only because it demands a nonce in the DPoP proof. */
  readonly refusedForNonce: boolean
}

/** Facts about the request that contains a JWT created for it, and about the requests before it. */
export interface RequestContext {
  readonly kind: MessageKind
  /** When it was sent, in milliseconds since the epoch. */
  readonly at: number
  readonly method: string
  readonly url: string
  readonly params: Params
  /** Empty for an authorization request. */
  readonly headers: Params
  /** In the order of the requests. */
  readonly earlier: readonly EarlierJwt[]
  /** Thumbprints that the key of a DPoP proof must have; empty for any key, null if not known. */
  readonly boundKeys: readonly string[] | null
  /** The last `DPoP-Nonce` of the same server; null if none was observed. */
  readonly serverNonce: string | null
}

type Request = AuthorizationRequest | (EndpointRequest & OAuthMessage)

/** The context of a JWT in a request of a flow; null if the message is not a request. */
export function requestContextOf(
  message: OAuthMessage,
  flow: Pick<Flow, 'messages'>,
  name: string,
): RequestContext | null {
  if (!isRequest(message)) return null
  const index = flow.messages.findIndex(({ id }) => id === message.id)
  const before = index < 0 ? flow.messages : flow.messages.slice(0, index)
  const { kind, at, method, url, params } = message
  return {
    kind,
    at,
    method,
    url,
    params,
    headers: headersOf(message),
    earlier: before.filter(isRequest).flatMap((each) => earlierIn(each, name, before)),
    boundKeys: boundKeysOf(message, before),
    serverNonce: nonceOf(url, before),
  }
}

/** The access token that a request presents; undefined if it presents none. */
export function presentedToken(message: OAuthMessage): string | undefined {
  if (!isEndpointRequest(message)) return undefined
  return tokenInHeader(message.headers) ?? (param(message.params, 'access_token') || undefined)
}

function isRequest(message: OAuthMessage): message is Request {
  return message.kind === 'authorization-request' || isEndpointRequest(message)
}

function headersOf(message: Request): Params {
  return 'headers' in message ? message.headers : []
}

function earlierIn(
  message: Request,
  name: string,
  messages: readonly OAuthMessage[],
): readonly EarlierJwt[] {
  const text = name === 'DPoP' ? header(headersOf(message), 'dpop') : param(message.params, name)
  if (!text) return []
  const response = messages.filter(isEndpointResponse).find(isResponseTo(message))
  const { payload } = decodeJwt(text)
  return [{ text, payload, refusedForNonce: response !== undefined && demandsNonce(response) }]
}

function isResponseTo({ id }: Request) {
  return ({ requestMessageId }: EndpointResponse) => requestMessageId === id
}

/** @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-8) */
export function demandsNonce({ headers, body }: EndpointResponse): boolean {
  const challenge = header(headers, 'www-authenticate') ?? ''
  return (
    textIn(jsonObjectOf(body), 'error') === 'use_dpop_nonce' || challenge.includes('use_dpop_nonce')
  )
}

/**
 * A server that sent a nonce expects it in all further proofs until it sends another one.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-8.2)
 */
function nonceOf(url: string, before: readonly OAuthMessage[]): string | null {
  const origin = parseUrl(url)?.origin
  const requests = before
    .filter(isEndpointRequest)
    .filter((request) => parseUrl(request.url)?.origin === origin)
  const ids = new Set<string | null>(requests.map(({ id }) => id))
  const nonces = before
    .filter(isEndpointResponse)
    .filter(({ requestMessageId }) => ids.has(requestMessageId))
    .flatMap(({ headers }) => header(headers, 'dpop-nonce') ?? [])
  return nonces.at(-1) ?? null
}
