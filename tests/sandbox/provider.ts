import { Provider } from 'oidc-provider'
import type { Configuration } from 'oidc-provider'
import { assertConsent } from './consent.ts'
import type { ServerKeys } from './keys.ts'
import type { Origins } from './origins.ts'
import { errorPage } from './pages.ts'
import { customer, published } from './settings.ts'
import type { SandboxSettings } from './settings.ts'
import { createStore } from './store.ts'
import type { TestClient } from './test-clients.ts'

const hour = 60 * 60
const algorithms = [published.signingAlgorithm]

/** Returns the one resource server for which access tokens without `openid` are made. */
export const resourceOf = (origins: Origins) => `${origins.registration}/open-finance`

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

function features(
  origins: Origins,
  settings: SandboxSettings,
): NonNullable<Configuration['features']> {
  const resource = resourceOf(origins)
  return {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    dPoP: { enabled: false },
    userinfo: { enabled: true },
    claimsParameter: { enabled: true },
    clientCredentials: { enabled: true },
    // The real server's access tokens are bound to the client's certificate. There is no TLS on
    // loopback, so this is advertised and never enforced: nobody ever presents a certificate.
    mTLS: {
      enabled: true,
      certificateBoundAccessTokens: true,
      tlsClientAuth: true,
      getCertificate: () => undefined,
      certificateAuthorized: () => false,
      certificateSubjectMatches: () => false,
    },
    fapi: { enabled: true, profile: '2.0' },
    pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
    requestObjects: { enabled: true, requireSignedRequestObject: true },
    introspection: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
    },
    revocation: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      getResourceServerInfo: () => ({ scope: 'accounts', accessTokenFormat: 'opaque' }),
    },
    richAuthorizationRequests: {
      enabled: true,
      types: { [published.consentType]: { validate: (_ctx, detail) => assertConsent(detail) } },
      authorizationDetailsForGrantSource: (ctx) => ctx.oidc.entities.Grant?.rar,
      authorizationDetailsForAccessToken: (_ctx, _token, source) => source?.rar,
      authorizationDetailsForIntrospection: (_ctx, token) => token.rar,
    },
    jwtResponseModes: { enabled: settings.responseModes.includes('query.jwt') },
    externalSigningSupport: { enabled: true, ack: 'experimental-01' },
  }
}

/** Returns oidc-provider set up to behave as the Open Finance Malaysia server does. */
export function createProvider(options: {
  readonly origins: Origins
  readonly settings: SandboxSettings
  readonly keys: ServerKeys
  readonly clients: readonly TestClient[]
}): Provider {
  const { origins, settings, keys, clients } = options
  const { registration: _registration, ...routes } = published.paths
  return new Provider(origins.authorization, {
    adapter: createStore(),
    jwks: { keys: [keys.signingKey] },
    clients: clients.map(({ metadata }) => ({ ...metadata })),
    routes,
    scopes: [...published.scopes],
    claims,
    acrValues: [published.acr],
    responseTypes: ['code'],
    subjectTypes: ['public'],
    clientAuthMethods: [...published.clientAuthMethods],
    enabledJWA: {
      idTokenSigningAlgValues: algorithms,
      requestObjectSigningAlgValues: algorithms,
      clientAuthSigningAlgValues: algorithms,
      userinfoSigningAlgValues: algorithms,
      authorizationSigningAlgValues: algorithms,
      introspectionSigningAlgValues: algorithms,
    },
    features: features(origins, settings),
    pkce: { required: () => true },
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
}
