import { clientAuthOf } from '@/lib/model/client-auth-methods'
import type { Endpoint } from '@/lib/model/endpoint'
import { jsonText } from '@/lib/model/json'
import type { Issue } from '@/lib/model/issue'
import {
  endpointMembers,
  mtlsAliases,
  namedEndpoints,
  registrationUrls,
  type NamedEndpoint,
  type NeedsUrls,
} from '@/lib/oauth/endpoint-members'
import type { Metadata } from '@/lib/oauth/metadata'
import type { Profile } from '@/lib/oauth/profile'
import { isOneHost, isReachable, parseUrl } from '@/lib/model/url'

/** What a client presents. */
type Credentials = Pick<Profile, 'clientAuth' | 'bindTokens'>

/** Whether the browser is to show its certificate: to say who the client is, or to bind the tokens to it. */
export function usesCertificate({ profile }: { readonly profile: Credentials }): boolean {
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
  ctx: { readonly profile: Credentials; readonly metadata: Metadata },
  endpoint: NamedEndpoint,
): string | Issue {
  const member = endpointMembers[endpoint]
  const alias = usesCertificate(ctx) ? mtlsAliases(ctx.metadata)[member] : undefined
  const value = alias ?? ctx.metadata[member]
  if (value === undefined) return { code: 'endpoint_missing', expected: member }
  return checkUrl(value, member)
}

/** The origins that Parley calls and what it calls there: endpoints and resource servers. */
export function calledOrigins(
  profile: Credentials & Pick<NeedsUrls, 'resourceServers' | 'registration'>,
  metadata: Metadata | null,
): readonly { readonly endpoint: Endpoint; readonly origin: string }[] {
  const urls = [
    ...namedEndpoints.map((endpoint) => ({
      endpoint,
      url: metadata && endpointUrl({ profile, metadata }, endpoint),
    })),
    ...profile.resourceServers.map((url) => ({ endpoint: 'resource' as const, url })),
    ...registrationUrls(profile, metadata).map((url) => ({
      endpoint: 'registration' as const,
      url,
    })),
  ]
  return urls.flatMap(({ endpoint, url }) => {
    const origin = typeof url === 'string' ? parseUrl(url)?.origin : undefined
    return origin === undefined ? [] : [{ endpoint, origin }]
  })
}

function checkUrl(value: unknown, name: string): string | Issue {
  const seen = value === undefined ? '' : jsonText(value)
  const url = typeof value === 'string' ? parseUrl(value) : null
  if (!url || !isOneHost(url)) return { code: 'endpoint_not_url', seen, expected: name }
  return isReachable(url) ? seen : { code: 'url_not_https', seen, expected: name }
}
