import { endpointOf } from '@/lib/capture/endpoint-kind'
import type { NetworkEntry } from '@/lib/capture/network-entry'
import { signsOf, type Signs } from '@/lib/capture/oauth-signs'
import { decodeJwt } from '@/lib/jose/decode'
import { textIn } from '@/lib/model/json'
import { header } from '@/lib/model/http-text'
import { parseUrl, withoutQuery } from '@/lib/model/url'
import { param, type Params } from '@/lib/model/params'
import type { Endpoint } from '@/lib/model/endpoint'
import { pushedParams } from './push-facts'
import type { KnownClient, World } from '@/lib/flow/model/world'

/** What of a profile's server is known by the URLs that its metadata names. */
export interface KnownServer {
  readonly client: KnownClient
  readonly endpoints: readonly (readonly [Endpoint, url: string])[]
  /** All that the profile needs, also the origins of its resource servers and redirect_uris. */
  readonly origins: readonly string[]
}

export interface NetworkWorld extends World {
  readonly servers: readonly KnownServer[]
}

/** What the developer tools of a tab told of. */
export interface ObservedCall {
  readonly entry: NetworkEntry
  readonly tabId: number
  /** S256 of the code_verifier that was sent; null where none was. */
  readonly challenge: string | null
  /** The browser gave Parley access to the host. */
  readonly isGiven: boolean
}

/** An exchange with an endpoint, with all that it says of whose it is. */
export interface EndpointCall extends ObservedCall {
  readonly endpoint: Endpoint
  readonly signs: Signs
  readonly clientId: string | null
  /** What was pushed, where it is a push. */
  readonly pushed: Params
  /** The servers of the profiles that it went to. */
  readonly servers: readonly KnownServer[]
}

/** Reads an exchange as a call of an endpoint; null where it is none. */
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

/** The profile's client that made a call, or else its server alone; null where neither is known. */
export function clientOf({ servers, clientId }: EndpointCall): KnownServer | null {
  return servers.find(({ client }) => client.clientId === clientId) ?? servers[0] ?? null
}

/** Whether a URL is at a host of a profile. */
export function isAtProfile(servers: readonly KnownServer[], url: string): boolean {
  const origin = parseUrl(url)?.origin
  return origin !== undefined && servers.some(({ origins }) => origins.includes(origin))
}

function isSameUrl(a: string, b: string): boolean {
  return parseUrl(withoutQuery(a))?.href === parseUrl(withoutQuery(b))?.href
}

function clientIdOf({ request }: NetworkEntry, { sent }: Signs): string | null {
  const assertion = param(sent, 'client_assertion')
  const object = param(sent, 'request')
  return (
    param(sent, 'client_id') ??
    (assertion === undefined ? null : textIn(decodeJwt(assertion).payload, 'sub')) ??
    basicName(header(request.headers, 'authorization')) ??
    (object === undefined ? null : textIn(decodeJwt(object).payload, 'client_id'))
  )
}

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-2.3.1) */
function basicName(authorization: string | undefined): string | null {
  const text = /^Basic +([\w+/=-]+)$/i.exec(authorization ?? '')?.[1]
  if (text === undefined) return null
  try {
    const [name = ''] = atob(text).split(':')
    return decodeURIComponent(name.replaceAll('+', ' '))
  } catch {
    return null
  }
}
