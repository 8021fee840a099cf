import type { Endpoint } from '@/lib/model/endpoint'
import { isObject, type JsonObject } from '@/lib/model/json'
import type { Metadata } from './metadata'
import type { Profile } from './profile'
import type { RegisteredClient } from './registered-client'

/** The purpose of an origin that a profile needs. */
export type OriginRole =
  | 'issuer'
  | 'authorization'
  | 'par'
  | 'token'
  | 'userinfo'
  | 'introspection'
  | 'revocation'
  | 'backchannel'
  | 'device'
  | 'mtls'
  | 'jwks'
  | 'resource'
  | 'registration'
  | 'redirect'

/**
 * The endpoints that the metadata names for every client. The caller supplies the URL of a resource and of a
 * registration.
 */
export type NamedEndpoint = Exclude<Endpoint, 'resource' | 'registration'>

/** The metadata member of each endpoint that Parley calls. */
export const endpointMembers = {
  par: 'pushed_authorization_request_endpoint',
  token: 'token_endpoint',
  userinfo: 'userinfo_endpoint',
  introspection: 'introspection_endpoint',
  revocation: 'revocation_endpoint',
  backchannel: 'backchannel_authentication_endpoint',
  device: 'device_authorization_endpoint',
} as const satisfies Readonly<Record<NamedEndpoint, string>>

export const namedEndpoints = Object.keys(endpointMembers) as readonly NamedEndpoint[]

/** Metadata members whose URLs Parley watches, reads or calls, with their purpose. */
const endpointRoles: readonly (readonly [member: string, role: OriginRole])[] = [
  ['authorization_endpoint', 'authorization'],
  ...namedEndpoints.map((endpoint) => [endpointMembers[endpoint], endpoint] as const),
  ['jwks_uri', 'jwks'],
]

/** The parts of a profile that determine which URLs it needs. */
export type NeedsUrls = Pick<
  Profile,
  'issuer' | 'discovery' | 'redirectUris' | 'resourceServers'
> & {
  /** Where the client is registered; absent if Parley does not register it. */
  readonly registration?: Pick<RegisteredClient, 'clientUri'>
}

/** Every known URL that a profile needs, with its purpose. Some values may not be URLs. */
export function neededUrls(
  profile: NeedsUrls,
  metadata: Metadata | null,
): readonly (readonly [role: OriginRole, url: unknown])[] {
  const aliases = mtlsAliases(metadata)
  return [
    ...metadataUrls(profile).map((url) => ['issuer', url] as const),
    ...endpointRoles.map(([member, role]) => [role, metadata?.[member]] as const),
    ...endpointRoles.map(([member]) => ['mtls', aliases[member]] as const),
    ...profile.resourceServers.map((url) => ['resource', url] as const),
    ...registrationUrls(profile, metadata).map((url) => ['registration', url] as const),
    ...profile.redirectUris.map((uri) => ['redirect', uri] as const),
  ]
}

/** Where Parley registers, reads, updates and deletes a client. Most clients never need these hosts. */
export function registrationUrls(
  { registration }: Pick<NeedsUrls, 'registration'>,
  metadata: Metadata | null,
): readonly unknown[] {
  if (!registration) return []
  return [
    metadata?.[registrationMember],
    mtlsAliases(metadata)[registrationMember],
    registration.clientUri,
  ].filter((url) => typeof url === 'string')
}

/** The metadata member of the registration endpoint. */
export const registrationMember = 'registration_endpoint'

/** Every metadata member for an endpoint or for the keys, by its path, with its unchecked value. */
export function endpointUrls(
  metadata: Metadata | null,
): readonly (readonly [member: string, value: unknown])[] {
  const aliases = mtlsAliases(metadata)
  const members = endpointRoles.map(([member]) => member)
  return [
    ...members.map((member) => [member, metadata?.[member]] as const),
    ...members.map((member) => [aliasPath(member), aliases[member]] as const),
  ]
}

/** The URLs of the endpoints that Parley calls, mTLS aliases included. */
export function calledEndpoints(
  metadata: JsonObject | null,
): readonly (readonly [endpoint: NamedEndpoint, url: string])[] {
  return [metadata ?? {}, mtlsAliases(metadata)].flatMap((members) =>
    namedEndpoints.flatMap((endpoint) => {
      const url = members[endpointMembers[endpoint]]
      return typeof url === 'string' ? [[endpoint, url] as const] : []
    }),
  )
}

/** All members that are strings, those of the mTLS aliases included, by their name and their path. */
export function urlMembers(
  metadata: JsonObject | null,
): readonly { readonly name: string; readonly path: string; readonly url: string }[] {
  const members = [
    ...Object.entries(metadata ?? {}).map(([name, url]) => ({ name, path: name, url })),
    ...Object.entries(mtlsAliases(metadata)).map(([name, url]) => ({
      name,
      path: aliasPath(name),
      url,
    })),
  ]
  return members.flatMap(({ url, ...place }) =>
    typeof url === 'string' ? [{ ...place, url }] : [],
  )
}

/** The URLs of all endpoints, those that Parley does not call and the mTLS aliases included. */
export function allEndpoints(metadata: JsonObject | null): readonly string[] {
  return urlMembers(metadata).flatMap(({ name, url }) => (name.endsWith('_endpoint') ? [url] : []))
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
export function mtlsAliases(metadata: JsonObject | null): JsonObject {
  const aliases = metadata?.['mtls_endpoint_aliases']
  return isObject(aliases) ? aliases : {}
}

const aliasPath = (name: string) => `mtls_endpoint_aliases.${name}`
