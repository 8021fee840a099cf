import { Provider, type KoaContextWithOIDC } from 'oidc-provider'
import { assignmentOf } from './adjustments.ts'
import { faultOf, type Assignments } from './assignments.ts'
import type { Authority } from './certificates.ts'
import { commonConfiguration } from './common-configuration.ts'
import { registerCustomGrants } from './custom-grants.ts'
import { dpopAlgorithms } from './dpop-proof.ts'
import { audienceCheck, featuresOf, kinds } from './features.ts'
import type { ServerKeys } from './keys.ts'
import type { Origins } from './origins.ts'
import { published, type SandboxSettings } from './settings.ts'
import type { TestClient } from './test-clients.ts'

/** Whether a refresh token is replaced by a new one when it is used. */
const rotatesAlways = ({ oidc }: KoaContextWithOIDC) =>
  oidc.client?.clientAuthMethod === 'none' &&
  oidc.entities.RefreshToken?.isSenderConstrained() !== true

/** Returns oidc-provider, configured like the chosen kind of server. */
export function createProvider(options: {
  readonly origins: Origins
  readonly settings: SandboxSettings
  readonly keys: ServerKeys
  readonly clients: readonly TestClient[]
  readonly authority: Authority | undefined
  readonly assignments: Assignments
}): Provider {
  const { origins, settings, keys, clients, authority, assignments } = options
  const { registration: _registration, ...routes } = published.paths
  const kind = kinds[settings.kind]
  const algorithms = [...kind.algorithms]
  const provider = new Provider(origins.authorization + settings.issuerPath, {
    ...commonConfiguration(settings),
    jwks: { keys: [...keys.signingKeys] },
    clients: clients.map(({ metadata }) => ({ ...metadata })),
    routes,
    scopes: [...published.scopes],
    acrValues: [published.acr],
    responseTypes: [...kind.responseTypes],
    clientAuthMethods: [...kind.clientAuthMethods, ...(authority ? kind.mtlsMethods : [])],
    assertJwtClientAuthClaimsAndHeader: audienceCheck(settings),
    enabledJWA: {
      idTokenSigningAlgValues: algorithms,
      requestObjectSigningAlgValues: algorithms,
      clientAuthSigningAlgValues: [...kind.clientAuthAlgorithms],
      userinfoSigningAlgValues: algorithms,
      authorizationSigningAlgValues: algorithms,
      introspectionSigningAlgValues: algorithms,
      dPoPSigningAlgValues: [...dpopAlgorithms],
    },
    features: featuresOf(origins, settings, authority),
    pkce: { required: kind.requiresPkce },
    rotateRefreshToken: (ctx) =>
      faultOf(assignmentOf(ctx, assignments)).rotates ??
      (settings.rotateRefreshTokens || rotatesAlways(ctx)),
  })
  if (settings.kind === 'wide') registerCustomGrants(provider)
  return provider
}
