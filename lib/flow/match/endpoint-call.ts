import { endpointOf } from '@/lib/capture/endpoint-kind'
import type { NetworkEntry } from '@/lib/capture/network-entry'
import { signsOf, type Signs } from '@/lib/capture/oauth-signs'
import { decodeJwt } from '@/lib/jose/decode'
import { textIn } from '@/lib/model/json'
import { basicOf, header } from '@/lib/model/http-text'
import { parseUrl, withoutQuery } from '@/lib/model/url'
import { param, type Params } from '@/lib/model/params'
import type { Endpoint } from '@/lib/model/endpoint'
import { pushedParams } from './push-facts'
import type { KnownClient, World } from '@/lib/flow/model/world'

/** The server of a profile, with the endpoint URLs in its metadata. */
export interface KnownServer {
  readonly client: KnownClient
  readonly endpoints: readonly (readonly [Endpoint, url: string])[]
  /** All origins that the profile needs, including its resource servers and redirect_uris. */
  readonly origins: readonly string[]
}

export interface NetworkWorld extends World {
  readonly servers: readonly KnownServer[]
}

/** A call that DevTools reported for a tab. */
export interface ObservedCall {
  readonly entry: NetworkEntry
  readonly tabId: number
  /** S256 challenge of the code_verifier in the request; null if it has none. */
  readonly challenge: string | null
  /** Parley has access to the host. */
  readonly isGiven: boolean
}

/** A call of an endpoint, with everything that identifies its flow. */
export interface EndpointCall extends ObservedCall {
  readonly endpoint: Endpoint
  readonly signs: Signs
  readonly clientId: string | null
  /** The pushed request, if the endpoint is PAR. */
  readonly pushed: Params
  /** The servers of the profiles with this endpoint URL. */
  readonly servers: readonly KnownServer[]
}

/** Reads a network entry as a call of an endpoint; null if it is not one. */
export function endpointCall(
  servers: readonly KnownServer[],
  observed: ObservedCall,
): EndpointCall | null {
  const { entry } = observed
  const signs = signsOf(entry)
  const named = servers.flatMap((server) => {
    const known = server.endpoints.find(([, url]) => isSameUrl(url, entry.request.url))
    return known ? [{ server, endpoint: known[0] }] : []
  })
  const endpoint = endpointOf(entry, signs, named[0]?.endpoint ?? null)
  if (!endpoint) return null
  return {
    ...observed,
    endpoint,
    signs,
    clientId: clientIdOf(entry, signs),
    pushed: endpoint === 'par' ? pushedParams(signs.sent) : [],
    servers: named.map(({ server }) => server),
  }
}

/** The profile whose client made a call, otherwise the first profile with this server; null if neither is known. */
export function clientOf({ servers, clientId }: EndpointCall): KnownServer | null {
  return servers.find(({ client }) => client.clientId === clientId) ?? servers[0] ?? null
}

/** Whether a URL has an origin that a profile needs. */
export function isAtProfile(servers: readonly KnownServer[], url: string): boolean {
  const origin = parseUrl(url)?.origin
  return origin !== undefined && servers.some(({ origins }) => origins.includes(origin))
}

function isSameUrl(a: string, b: string): boolean {
  return parseUrl(withoutQuery(a))?.href === parseUrl(withoutQuery(b))?.href
}

function clientIdOf({ request }: NetworkEntry, { sent }: Signs): string | null {
  return clientIdIn(sent, request.headers)
}

/** The client that a request to an endpoint names; null if it names none. */
export function clientIdIn(sent: Params, headers: Params): string | null {
  const assertion = param(sent, 'client_assertion')
  const object = param(sent, 'request')
  return (
    param(sent, 'client_id') ??
    (assertion === undefined ? null : textIn(decodeJwt(assertion).payload, 'sub')) ??
    basicOf(header(headers, 'authorization') ?? '')?.name ??
    (object === undefined ? null : textIn(decodeJwt(object).payload, 'client_id'))
  )
}
