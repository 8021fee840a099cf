import { clientAuthOf } from '@/lib/model/client-auth-methods'
import type { Endpoint } from '@/lib/model/endpoint'
import { isObject, jsonText, type JsonObject } from '@/lib/model/json'
import type { Issue } from '@/lib/model/issue'
import type { Metadata } from '@/lib/oauth/metadata'
import type { Profile } from '@/lib/oauth/profile'
import { isOneHost, isReachable, parseUrl } from '@/lib/model/url'
import type { ClientContext } from './client-context'

/** The endpoints that the metadata names. The caller supplies the URL of a resource. */
export type NamedEndpoint = Exclude<Endpoint, 'resource'>

/** The metadata member for each endpoint. */
export const endpointMembers = {
  par: 'pushed_authorization_request_endpoint',
  token: 'token_endpoint',
  userinfo: 'userinfo_endpoint',
  introspection: 'introspection_endpoint',
  revocation: 'revocation_endpoint',
} as const satisfies Readonly<Record<NamedEndpoint, string>>

/** The endpoints in the metadata and their mTLS aliases. */
export function endpointsIn(
  metadata: Metadata | null,
): readonly (readonly [Endpoint, url: string])[] {
  return [metadata ?? {}, aliasesOf(metadata ?? {})].flatMap((members) =>
    Object.entries(endpointMembers).flatMap(([endpoint, member]) => {
      const url = members[member]
      return typeof url === 'string' ? [[endpoint as Endpoint, url] as const] : []
    }),
  )
}

const namedEndpoints = Object.keys(endpointMembers) as readonly NamedEndpoint[]

/** Whether the browser is to show its certificate: to say who the client is, or to bind the tokens to it. */
export function usesCertificate({ profile }: Pick<ClientContext, 'profile'>): boolean {
  const { needs } = clientAuthOf(profile.clientAuth.method)
  return needs === 'certificate' || profile.bindTokens === 'certificate'
}

/**
 * The URL of an endpoint, or the reason why it cannot be called. A client that uses a certificate
 * gets the mTLS alias if the metadata has one.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
 * @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-5)
 */
export function endpointUrl(
  ctx: Pick<ClientContext, 'profile' | 'metadata'>,
  endpoint: NamedEndpoint,
): string | Issue {
  const member = endpointMembers[endpoint]
  const alias = usesCertificate(ctx) ? aliasesOf(ctx.metadata)[member] : undefined
  const value = alias ?? ctx.metadata[member]
  if (value === undefined) return { code: 'endpoint_missing', expected: member }
  return checkUrl(value, member)
}

/** The origins that Parley calls and what it calls there: endpoints and resource servers. */
export function calledOrigins(
  profile: Profile,
  metadata: Metadata | null,
): readonly { readonly endpoint: Endpoint; readonly origin: string }[] {
  const urls = [
    ...namedEndpoints.map((endpoint) => ({
      endpoint,
      url: metadata && endpointUrl({ profile, metadata }, endpoint),
    })),
    ...profile.resourceServers.map((url) => ({ endpoint: 'resource' as const, url })),
  ]
  return urls.flatMap(({ endpoint, url }) => {
    const origin = typeof url === 'string' ? parseUrl(url)?.origin : undefined
    return origin === undefined ? [] : [{ endpoint, origin }]
  })
}

function aliasesOf(metadata: JsonObject): JsonObject {
  const aliases = metadata['mtls_endpoint_aliases']
  return isObject(aliases) ? aliases : {}
}

function checkUrl(value: unknown, name: string): string | Issue {
  const seen = value === undefined ? '' : jsonText(value)
  const url = typeof value === 'string' ? parseUrl(value) : null
  if (!url || !isOneHost(url)) return { code: 'endpoint_not_url', seen, expected: name }
  return isReachable(url) ? seen : { code: 'url_not_https', seen, expected: name }
}
