import { Provider, type KoaContextWithOIDC } from 'oidc-provider'
import { commonConfiguration } from './common-configuration.ts'
import type { ServerKeys } from './keys.ts'
import { classOf, statuses } from './salt-edge-token.ts'
import type { ClientPlan, SaltEdgeClientId, TestClient } from './test-clients.ts'

export const saltEdgePaths = { token: '/api/oidc/tokens' } as const

const scopes = ['openid', 'accounts', 'payments', 'fundsconfirmations']
const algorithms = ['RS256', 'PS256'] as const

const metadata = {
  response_types: ['code'],
  grant_types: ['authorization_code', 'client_credentials', 'refresh_token'],
  scope: scopes.join(' '),
  id_token_signed_response_alg: 'RS256',
} satisfies ClientPlan['metadata']

export const saltEdgeClients: Readonly<Record<SaltEdgeClientId, ClientPlan>> = {
  'salt-edge-basic': { name: 'Basic', authMethod: 'client_secret_basic', alg: 'RS256', metadata },
  'salt-edge-rs256': { name: 'RS256', authMethod: 'private_key_jwt', alg: 'RS256', metadata },
  'salt-edge-ps256': { name: 'PS256', authMethod: 'private_key_jwt', alg: 'PS256', metadata },
}

/** Translates the errors of oidc-provider at the token endpoint into those of Salt Edge. */
function translate(ctx: KoaContextWithOIDC): void {
  if (ctx.oidc?.route !== 'token' || ctx.status < 400) return
  const { error, error_description } = ctx.body as Record<string, string>
  const error_class = classOf(error)
  ctx.status = statuses[error_class]
  ctx.body = { error_class, error_message: error_description ?? error }
}

/**
 * Returns oidc-provider with the features of Salt Edge: codes, refresh tokens and client credentials.
 */
export function createSaltEdgeProvider(options: {
  readonly issuer: string
  readonly keys: ServerKeys
  readonly clients: readonly TestClient[]
}): Provider {
  const provider = new Provider(options.issuer, {
    ...commonConfiguration({ codeLifetime: 60 }),
    jwks: { keys: [...options.keys.signingKeys] },
    clients: options.clients.map((client) => ({ ...client.metadata })),
    routes: { authorization: '/authorize', token: saltEdgePaths.token },
    scopes,
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'private_key_jwt'],
    enabledJWA: {
      idTokenSigningAlgValues: ['RS256'],
      requestObjectSigningAlgValues: [...algorithms],
      clientAuthSigningAlgValues: [...algorithms],
    },
    pkce: { required: () => false },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      requestObjects: { enabled: true },
      clientCredentials: { enabled: true },
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
    },
  })
  provider.use(async (ctx, next) => {
    await next()
    translate(ctx as KoaContextWithOIDC)
  })
  return provider
}
