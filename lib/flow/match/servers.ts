import type { Flow } from '@/lib/flow/model/flow'
import type { World } from '@/lib/flow/model/world'
import { parseUrl } from '@/lib/model/url'
import { isSameSite } from '@/lib/oauth/site'

/**
 * Origins that the flow's request was sent to. If its redirect_uri is not known, also the origins of its
 * login pages.
 */
export function serversOf(world: World, flow: Flow): readonly string[] {
  const pages = flow.redirectUris.length === 0 ? originsOf(flow, 'hop') : []
  return [...endpointOrigins(world, flow), ...pages]
}

/**
 * Whether a page at this origin belongs to the authorization server: at its endpoint, or a login page on
 * another host of the same site. A page of the app does not, even on the same site.
 */
export function isServersPage(world: World, flow: Flow, origin: string | null): boolean {
  if (origin === null) return false
  const servers = endpointOrigins(world, flow)
  if (servers.includes(origin)) return true
  const ofApp = [flow.initiator ?? '', ...flow.redirectUris.map(originOf)]
  return (
    !ofApp.includes(origin) &&
    originsOf(flow, 'hop').includes(origin) &&
    servers.some((server) => hostOf(server) !== hostOf(origin) && isSameSite(server, origin))
  )
}

function endpointOrigins({ clients }: World, flow: Flow): readonly string[] {
  const client = clients.find(({ profileId }) => profileId === flow.profileId)
  const endpoint = originOf(client?.authorizationEndpoint ?? '')
  return [endpoint, ...originsOf(flow, 'authorization-request')].filter(Boolean)
}

function originsOf({ messages }: Flow, kind: 'hop' | 'authorization-request'): readonly string[] {
  return messages.flatMap((message) => (message.kind === kind ? originOf(message.url) : []))
}

/** The origin of a URL; empty if it is not one. */
export const originOf = (url: string) => parseUrl(url)?.origin ?? ''

const hostOf = (url: string) => parseUrl(url)?.hostname
