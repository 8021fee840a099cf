import { readFileSync } from 'node:fs'
import { endpointsOf, type Origins } from './origins.ts'
import type { SandboxSettings, ServerKind } from './settings.ts'

type Metadata = Readonly<Record<string, unknown>>

/** The document that the sandbox of Open Finance Malaysia publishes. */
export const publishedDiscovery: Metadata = JSON.parse(
  readFileSync(
    new URL('./open-finance-malaysia.openid-configuration.json', import.meta.url),
    'utf8',
  ),
)

/** The only members whose values differ from the published document: they are URLs. */
export const intendedDifferences = [
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'registration_endpoint',
  'jwks_uri',
  'userinfo_endpoint',
  'introspection_endpoint',
  'revocation_endpoint',
  'pushed_authorization_request_endpoint',
  'mtls_endpoint_aliases',
] as const

/**
 * Members that oidc-provider cannot produce, or produces with different values; the document has
 * these values.
 */
const saidOnly = [
  // oidc-provider understands it as request_uri by reference; the published document includes PAR.
  'request_uri_parameter_supported',
  'require_request_uri_registration',
  'claim_types_supported',
  // The published list contains none and HS256 too; UserInfo here is always plain JSON.
  'userinfo_signing_alg_values_supported',
  // The same claims in the published order, without sid.
  'claims_supported',
] as const

/** Sorts a list in the published order if it has the same entries. */
function inPublishedOrder(name: string, value: unknown): unknown {
  const list = publishedDiscovery[name]
  const same =
    Array.isArray(list) &&
    Array.isArray(value) &&
    list.length === value.length &&
    list.every((member) => value.includes(member))
  return same ? list : value
}

/** Members beyond the published ones that are added if a start option extends the server. */
const saidWhenWidened = [
  'authorization_signing_alg_values_supported',
  'dpop_signing_alg_values_supported',
]

/** The metadata of oidc-provider, in the order and with the members of the published document. */
const asPublished: Tell = (own, origins, settings) => {
  const values: Metadata = {
    ...own,
    ...Object.fromEntries(saidOnly.map((name) => [name, publishedDiscovery[name]])),
    ...endpointsOf(origins, settings),
    response_modes_supported: settings.responseModes,
  }
  return Object.fromEntries(
    [...Object.keys(publishedDiscovery), ...saidWhenWidened]
      .filter((name) => values[name] !== undefined)
      .map((name) => [name, inPublishedOrder(name, values[name])]),
  )
}

/** The metadata of oidc-provider, except for the origins. */
const asItIs: Tell = (own, origins, settings) => {
  const {
    mtls_endpoint_aliases: aliases,
    registration_endpoint: _registration,
    ...endpoints
  } = endpointsOf(origins, settings)
  return {
    ...own,
    ...endpoints,
    ...(origins.mtls === undefined ? {} : { mtls_endpoint_aliases: aliases }),
    response_modes_supported: settings.responseModes,
  }
}

type Tell = (own: Metadata, origins: Origins, settings: SandboxSettings) => Metadata

const documents: Readonly<Record<ServerKind, Tell>> = { malaysia: asPublished, wide: asItIs }

/** Returns the discovery document of a kind of server. */
export const discoveryDocument: Tell = (own, origins, settings) =>
  documents[settings.kind](own, origins, settings)
