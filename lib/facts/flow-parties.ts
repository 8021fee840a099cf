import { clientIdIn } from '@/lib/flow/match/endpoint-call'
import { pushedParams } from '@/lib/flow/match/push-facts'
import type { EndpointRequest, OAuthMessage } from '@/lib/flow/model/message'
import { membersOf } from '@/lib/flow/read/response-members'
import { decodeJwt } from '@/lib/jose/decode'
import { jsonObjectOf, textIn } from '@/lib/model/json'
import { param, type Params } from '@/lib/model/params'
import type { Endpoint } from '@/lib/model/endpoint'

/** Facts about the client, the pushed request and the issuer in the messages before. Null means "not known". */
export interface PartyFacts {
  /** The client of the authorization request, as far as the flow has one. */
  readonly authorizedClient: string | null
  /** The client that pushed the request_uri of the authorization request. */
  readonly pushingClient: string | null
  /** The parameters of the last pushed request, and those beside its request_uri. */
  readonly pushed: { readonly inside: Params; readonly outside: Params } | null
  /** The first issuer that a message of the flow named. */
  readonly firstIssuer: string | null
  /** The endpoint that received the client assertion of this request before. */
  readonly assertionSentTo: Endpoint | null
  /** The last response to the same authorization request. */
  readonly earlierOutcome: 'success' | 'error' | null
}

interface Push {
  readonly client: string | null
  readonly params: Params
}

/** The client that a request to an endpoint names. */
export function clientOfRequest({ params, headers }: EndpointRequest): string | null {
  return clientIdIn(params, headers)
}

/** The issuers that a message names, each with the place. Nothing is verified. */
export function issuersIn(
  message: OAuthMessage,
): readonly (readonly [place: string, iss: string])[] {
  const places: readonly (readonly [string, string | null | undefined])[] = [
    ['iss', message.kind === 'authorization-response' ? param(membersOf(message), 'iss') : null],
    ['id_token', idTokenIssuer(message)],
    ['introspection', introspectedIssuer(message)],
  ]
  return places.flatMap(([place, iss]) => (iss ? [[place, iss] as const] : []))
}

function idTokenIssuer(message: OAuthMessage): string | null {
  const isReceived = message.kind === 'authorization-response' || message.kind === 'token-response'
  const jwt = isReceived ? message.jwts.find(({ name }) => name === 'id_token') : undefined
  return jwt ? textIn(decodeJwt(jwt.decryption?.plaintext ?? jwt.text).payload, 'iss') : null
}

function introspectedIssuer(message: OAuthMessage): string | null {
  if (message.kind !== 'introspection-response') return null
  const members = jsonObjectOf(message.body)
  return members?.['active'] === true ? textIn(members, 'iss') : null
}

/** Reads the messages of a flow one after the other. */
export function partyReader(): (
  message: OAuthMessage,
  request: EndpointRequest | null,
) => PartyFacts {
  const pushes = new Map<string, Push>()
  const assertions = new Map<string, Endpoint>()
  let authorizedClient: string | null = null
  let firstIssuer: string | null = null
  let pushed: PartyFacts['pushed'] = null
  let earlierOutcome: PartyFacts['earlierOutcome'] = null

  const readRequest = (params: Params): string | null => {
    const push = pushes.get(param(params, 'request_uri') ?? '')
    authorizedClient = param(params, 'client_id') ?? push?.client ?? authorizedClient
    pushed = push ? { inside: push.params, outside: params } : null
    earlierOutcome = null
    return push?.client ?? null
  }
  const readAssertion = (request: EndpointRequest, endpoint: Endpoint): Endpoint | null => {
    const text = param(request.params, 'client_assertion')
    if (!text) return null
    const keys = [text, textIn(decodeJwt(text).payload, 'jti')].filter((key) => key !== null)
    const sentTo = keys.map((key) => assertions.get(key)).find((known) => known !== undefined)
    for (const key of keys) if (!assertions.has(key)) assertions.set(key, endpoint)
    return sentTo ?? null
  }

  return (message, request) => {
    const before = { authorizedClient, pushed, firstIssuer, earlierOutcome }
    const none = { pushingClient: null, assertionSentTo: null }
    if (message.kind === 'authorization-request') {
      const pushingClient = readRequest(message.params)
      return { ...before, ...none, authorizedClient, pushed, pushingClient }
    }
    if (message.kind === 'par-response' && request && message.requestUri !== '')
      pushes.set(message.requestUri, {
        client: clientOfRequest(request),
        params: pushedParams(request.params),
      })
    if (message.kind === 'authorization-response') {
      const isError = param(membersOf(message), 'error') !== undefined
      if (message.via !== 'pasted') earlierOutcome = isError ? 'error' : 'success'
    }
    firstIssuer ??= issuersIn(message)[0]?.[1] ?? null
    const endpoint = endpointIn(message)
    const assertionSentTo = endpoint ? readAssertion(message as EndpointRequest, endpoint) : null
    return { ...before, ...none, assertionSentTo }
  }
}

/** The endpoint that a message is sent to; null for any other message. */
function endpointIn({ kind }: OAuthMessage): Endpoint | null {
  const isSent = kind.endsWith('-request') && kind !== 'authorization-request'
  return isSent ? (kind.slice(0, -'-request'.length) as Endpoint) : null
}
