import { isObject } from '@/lib/model/json'
import type { Metadata } from './metadata'
import type { Profile } from './profile'

/** What an origin of a profile is needed for. */
export type OriginRole =
  | 'issuer'
  | 'authorization'
  | 'par'
  | 'token'
  | 'userinfo'
  | 'introspection'
  | 'revocation'
  | 'mtls'
  | 'jwks'
  | 'resource'
  | 'redirect'

/** The members of the metadata whose URLs Parley watches, reads or calls, and what for. */
const endpointRoles = [
  ['authorization_endpoint', 'authorization'],
  ['pushed_authorization_request_endpoint', 'par'],
  ['token_endpoint', 'token'],
  ['userinfo_endpoint', 'userinfo'],
  ['introspection_endpoint', 'introspection'],
  ['revocation_endpoint', 'revocation'],
  ['jwks_uri', 'jwks'],
] as const satisfies readonly (readonly [string, OriginRole])[]

/** What of a profile says which URLs it needs. */
export type NeedsUrls = Pick<Profile, 'issuer' | 'discovery' | 'redirectUris' | 'resourceServers'>

/** Every URL that a profile needs, as far as it is known, with what it is for; some may be no URLs. */
export function neededUrls(
  profile: NeedsUrls,
  metadata: Metadata | null,
): readonly (readonly [role: OriginRole, url: unknown])[] {
  const aliases = aliasesOf(metadata)
  return [
    ...metadataUrls(profile).map((url) => ['issuer', url] as const),
    ...endpointRoles.map(([member, role]) => [role, metadata?.[member]] as const),
    ...endpointRoles.map(([member]) => ['mtls', aliases[member]] as const),
    ...profile.resourceServers.map((url) => ['resource', url] as const),
    ...profile.redirectUris.map((uri) => ['redirect', uri] as const),
  ]
}

/** Every member of metadata that names an endpoint or the keys, by its path, with its value, whatever that is. */
export function endpointUrls(
  metadata: Metadata | null,
): readonly (readonly [member: string, value: unknown])[] {
  const aliases = aliasesOf(metadata)
  const members = endpointRoles.map(([member]) => member)
  return [
    ...members.map((member) => [member, metadata?.[member]] as const),
    ...members.map((member) => [`mtls_endpoint_aliases.${member}`, aliases[member]] as const),
  ]
}

/** Where the metadata is read from; nowhere where it was pasted. */
function metadataUrls({ issuer, discovery }: NeedsUrls): readonly string[] {
  if (discovery.kind === 'document') return []
  return [discovery.kind === 'url' ? discovery.url : issuer]
}

/**
 * The endpoints for clients that authenticate by certificate.
 *
 * @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-5)
 */
function aliasesOf(metadata: Metadata | null): Metadata {
  const aliases = metadata?.['mtls_endpoint_aliases']
  return isObject(aliases) ? aliases : {}
}
