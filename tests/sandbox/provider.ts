import { Provider } from 'oidc-provider'
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { assignmentOf } from './adjustments.ts'
import { faultOf } from './assignments.ts'
import type { Assignments } from './assignments.ts'
import type { Authority } from './certificates.ts'
import { registerCustomGrants } from './custom-grants.ts'
import { dpopAlgorithms } from './dpop-proof.ts'
import { audienceCheck, featuresOf, kinds } from './features.ts'
import type { ServerKeys } from './keys.ts'
import type { Origins } from './origins.ts'
import { errorPage } from './pages.ts'
import { customer, published } from './settings.ts'
import type { SandboxSettings } from './settings.ts'
import { createStore } from './store.ts'
import type { TestClient } from './test-clients.ts'

const hour = 60 * 60

const claims: NonNullable<Configuration['claims']> = {
  openid: ['sub'],
  profile: ['name', 'given_name', 'family_name', 'preferred_username', 'picture'],
  auth_time: null,
  acr: null,
  amr: null,
  email: null,
  email_verified: null,
  id_type: null,
  hashed_id_number: null,
}

/** Whether a refresh token is to be replaced by a new one when it is used. */
const rotatesAlways = ({ oidc }: KoaContextWithOIDC) =>
  oidc.client?.clientAuthMethod === 'none' &&
  oidc.entities.RefreshToken?.isSenderConstrained() !== true

/** Returns oidc-provider set up to behave as the chosen kind of server does. */
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
    adapter: createStore(),
    jwks: { keys: [...keys.signingKeys] },
    clients: clients.map(({ metadata }) => ({ ...metadata })),
    routes,
    scopes: [...published.scopes],
    claims,
    acrValues: [published.acr],
    responseTypes: [...kind.responseTypes],
    subjectTypes: ['public'],
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
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    // Whether a browser may read an answer is decided by the headers that the server sends.
    clientBasedCORS: () => true,
    // Each consent asks for a login of its own; no token depends on the browser's session.
    expiresWithSession: () => false,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    findAccount: (_ctx, accountId) =>
      accountId === customer.username
        ? { accountId, claims: () => ({ sub: accountId, ...customer.claims }) }
        : undefined,
    renderError: (ctx, out) => {
      ctx.type = 'html'
      ctx.body = errorPage(out.error, out.error_description)
    },
    ttl: {
      AccessToken: hour / 12,
      AuthorizationCode: settings.codeLifetime,
      ClientCredentials: hour / 12,
      Grant: 90 * 24 * hour,
      IdToken: hour,
      Interaction: hour,
      RefreshToken: 90 * 24 * hour,
      Session: hour,
    },
  })
  if (settings.kind === 'wide') registerCustomGrants(provider)
  return provider
}
