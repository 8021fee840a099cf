import { randomBytes } from 'node:crypto'
import { errors, type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import { subjectOf, type Authority } from './certificates.ts'
import { assertConsent } from './consent.ts'
import type { SigningAlgorithm } from './keys.ts'
import type { Origins } from './origins.ts'
import { peerCertificate } from './peer-certificate.ts'
import { published, type SandboxSettings, type ServerKind } from './settings.ts'
import type { ClientAuthMethod } from './test-clients.ts'

type Features = NonNullable<Configuration['features']>

/** Returns the only resource server that gets access tokens without the scope `openid`. */
export const resourceOf = (origins: Origins) => `${origins.registration}/open-finance`

/** The differences between the kinds of servers that are not settings. */
interface Kind {
  /** The algorithms that the server signs with, and clients sign request objects with. */
  readonly algorithms: readonly SigningAlgorithm[]
  readonly clientAuthAlgorithms: NonNullable<
    NonNullable<Configuration['enabledJWA']>['clientAuthSigningAlgValues']
  >
  readonly clientAuthMethods: readonly ClientAuthMethod[]
  /** Methods that exist only with client certificates. */
  readonly mtlsMethods: readonly ClientAuthMethod[]
  readonly responseTypes: NonNullable<Configuration['responseTypes']>
  readonly requiresPkce: (ctx: KoaContextWithOIDC) => boolean
  readonly features: Pick<
    Features,
    | 'encryption'
    | 'fapi'
    | 'jwtIntrospection'
    | 'jwtUserinfo'
    | 'pushedAuthorizationRequests'
    | 'requestObjects'
  >
}

const all: readonly SigningAlgorithm[] = ['PS256', 'RS256', 'ES256', 'EdDSA']

export const kinds: Readonly<Record<ServerKind, Kind>> = {
  malaysia: {
    algorithms: ['PS256'],
    clientAuthAlgorithms: ['PS256'],
    clientAuthMethods: published.clientAuthMethods,
    mtlsMethods: [],
    responseTypes: ['code'],
    requiresPkce: () => true,
    features: {
      fapi: { enabled: true, profile: '2.0' },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      requestObjects: { enabled: true, requireSignedRequestObject: true },
    },
  },
  wide: {
    algorithms: all,
    clientAuthAlgorithms: [...all, 'Ed25519', 'HS256'],
    clientAuthMethods: [
      'client_secret_basic',
      'client_secret_post',
      'client_secret_jwt',
      'private_key_jwt',
      'none',
    ],
    mtlsMethods: ['tls_client_auth', 'self_signed_tls_client_auth'],
    responseTypes: ['code', 'id_token', 'code id_token', 'code token', 'code id_token token'],
    requiresPkce: (ctx) => ctx.oidc.client?.clientAuthMethod === 'none',
    features: {
      pushedAuthorizationRequests: { enabled: true },
      requestObjects: { enabled: true },
      encryption: { enabled: true },
      jwtUserinfo: { enabled: true },
      jwtIntrospection: { enabled: true },
    },
  },
}

const audiences: Readonly<
  Record<SandboxSettings['assertionAudience'], (ctx: KoaContextWithOIDC) => string>
> = {
  issuer: (ctx) => ctx.oidc.issuer,
  'token-endpoint': (ctx) => ctx.oidc.urlFor('token'),
  'called-endpoint': (ctx) => ctx.oidc.urlFor(ctx.oidc.route),
}

/** Returns a check that a client assertion has the audience of the settings. */
export function audienceCheck({
  assertionAudience,
}: SandboxSettings): NonNullable<Configuration['assertJwtClientAuthClaimsAndHeader']> {
  return (ctx, claims) => {
    const expected = audiences[assertionAudience](ctx)
    if (claims['aud'] === expected) return
    throw new errors.InvalidClientAuth(`audience (aud) must equal ${expected}`)
  }
}

// The real server's access tokens are bound to the client's certificate. Loopback has no TLS, so
// this is advertised and never enforced: no client ever presents a certificate.
const mtlsInName: Features['mTLS'] = {
  enabled: true,
  certificateBoundAccessTokens: true,
  tlsClientAuth: true,
  getCertificate: () => undefined,
  certificateAuthorized: () => false,
  certificateSubjectMatches: () => false,
}

const mtlsInDeed = (authority: Authority): Features['mTLS'] => ({
  enabled: true,
  certificateBoundAccessTokens: true,
  tlsClientAuth: true,
  selfSignedTlsClientAuth: true,
  getCertificate: ({ req }) => peerCertificate(req),
  certificateAuthorized: ({ req }) => {
    const certificate = peerCertificate(req)
    return certificate !== undefined && authority.vouchesFor(certificate)
  },
  certificateSubjectMatches: ({ req }, property, expected) => {
    const certificate = peerCertificate(req)
    return (
      property === 'tls_client_auth_subject_dn' &&
      certificate !== undefined &&
      subjectOf(certificate) === expected
    )
  },
})

function mtlsOf({ kind }: SandboxSettings, authority: Authority | undefined): Features['mTLS'] {
  if (authority) return mtlsInDeed(authority)
  return kind === 'malaysia' ? mtlsInName : { enabled: false }
}

/** Returns the features of oidc-provider beyond the plain authorization code flow. */
export function featuresOf(
  origins: Origins,
  settings: SandboxSettings,
  authority: Authority | undefined,
): Features {
  const resource = resourceOf(origins)
  const { kind, responseModes, dpop, dpopNonces, accessTokenFormat } = settings
  return {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    dPoP: {
      enabled: dpop !== 'off',
      nonceSecret: dpopNonces ? randomBytes(32) : undefined,
      requireNonce: () => dpopNonces,
    },
    userinfo: { enabled: true },
    claimsParameter: { enabled: true },
    clientCredentials: { enabled: true },
    mTLS: mtlsOf(settings, authority),
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
      // Otherwise a token with the scope openid would be for UserInfo, and therefore opaque.
      useGrantedResource: () => accessTokenFormat === 'jwt',
      getResourceServerInfo: (_ctx, indicator, client) => {
        if (indicator !== resource) throw new errors.InvalidTarget()
        const alg = client.idTokenSignedResponseAlg as SigningAlgorithm
        return { scope: 'accounts', accessTokenFormat, jwt: { sign: { alg } } }
      },
    },
    richAuthorizationRequests: {
      enabled: true,
      types: { [published.consentType]: { validate: (_ctx, detail) => assertConsent(detail) } },
      authorizationDetailsForGrantSource: (ctx) => ctx.oidc.entities.Grant?.rar,
      authorizationDetailsForAccessToken: (_ctx, _token, source) => source?.rar,
      authorizationDetailsForIntrospection: (_ctx, token) => token.rar,
    },
    jwtResponseModes: { enabled: responseModes.some((mode) => mode.endsWith('jwt')) },
    externalSigningSupport: { enabled: true, ack: 'experimental-01' },
    ...kinds[kind].features,
  }
}
