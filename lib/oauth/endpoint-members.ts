import { isObject } from '@/lib/model/json'
import type { Metadata } from './metadata'
import type { Profile } from './profile'

/** The purpose of an origin that a profile needs. */
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

/** Metadata members whose URLs Parley watches, reads or calls, with their purpose. */
const endpointRoles = [
  ['authorization_endpoint', 'authorization'],
  ['pushed_authorization_request_endpoint', 'par'],
  ['token_endpoint', 'token'],
  ['userinfo_endpoint', 'userinfo'],
  ['introspection_endpoint', 'introspection'],
  ['revocation_endpoint', 'revocation'],
  ['jwks_uri', 'jwks'],
] as const satisfies readonly (readonly [string, OriginRole])[]

/** The parts of a profile that determine which URLs it needs. */
export type NeedsUrls = Pick<Profile, 'issuer' | 'discovery' | 'redirectUris' | 'resourceServers'>

/** Every known URL that a profile needs, with its purpose. Some values may not be URLs. */
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

/** Every metadata member for an endpoint or for the keys, by its path, with its unchecked value. */
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

/** The URL that the metadata is read from; empty if the metadata was pasted. */
function metadataUrls({ issuer, discovery }: NeedsUrls): readonly string[] {
  if (discovery.kind === 'document') return []
  return [discovery.kind === 'url' ? discovery.url : issuer]
}

/**
 * Endpoints for clients that authenticate with a certificate.
 *
 * @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-5)
 */
function aliasesOf(metadata: Metadata | null): Metadata {
  const aliases = metadata?.['mtls_endpoint_aliases']
  return isObject(aliases) ? aliases : {}
}
