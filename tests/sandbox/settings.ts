import type { DiscoveryName } from './discovery-behaviours.ts'

export type ResponseMode =
  'query' | 'fragment' | 'form_post' | 'jwt' | 'query.jwt' | 'fragment.jwt' | 'form_post.jwt'

/**
 * Which server is imitated.
 *
 * - `malaysia`: Open Finance Malaysia. FAPI 2.0, PAR with signed request objects, PS256 only.
 * - `wide`: as lenient as the specifications allow: no FAPI; requests pushed or not, as parameters or as a request object;
 *   `code`, `id_token`, `code id_token`, and those with `token`; one client for each way to authenticate (see
 *   `wide-clients.ts`); token exchange and a custom grant (see `grants.ts`); signed and encrypted UserInfo, encrypted ID
 *   tokens, JWT introspection; DPoP for every client that sends a proof.
 */
export type ServerKind = 'malaysia' | 'wide'

/** The options of a sandbox; all other behaviour is in the table `published`. */
export interface SandboxSettings {
  readonly kind: ServerKind
  /**
   * The response modes that the server supports and advertises; the real one supports only `query`.
   */
  readonly responseModes: readonly ResponseMode[]
  /** Lifetime of a pushed request in seconds. */
  readonly requestUriLifetime: number
  /** Lifetime of an authorization code in seconds. */
  readonly codeLifetime: number
  /**
   * `off` ignores proofs; `optional` binds a token if the request has a proof; `required` sets
   * `dpop_bound_access_tokens` for every client, so that the token endpoint rejects a request without
   * a proof.
   */
  readonly dpop: 'off' | 'optional' | 'required'
  /**
   * Whether a proof must have a nonce of the server: PAR, token and UserInfo respond to a proof
   * without one with `use_dpop_nonce` and a `DPoP-Nonce` header, the protected resource with 401 (it
   * has its own nonces).
   */
  readonly dpopNonces: boolean
  /**
   * The only `aud` of a client assertion that is not rejected with `invalid_client`; never a list.
   */
  readonly assertionAudience: 'issuer' | 'token-endpoint' | 'called-endpoint'
  /**
   * With `jwt`, access tokens follow RFC 9068, signed and for the protected resource only: UserInfo
   * rejects them, and introspection and revocation respond with `unsupported_token_type`.
   */
  readonly accessTokenFormat: 'opaque' | 'jwt'
  /**
   * Whether each use of a refresh token returns a new one. The old one is then rejected with
   * `invalid_grant`, and its use revokes the whole grant. The refresh token of a client that neither
   * authenticates nor uses DPoP always rotates.
   */
  readonly rotateRefreshTokens: boolean
  /**
   * Whether the back channel and the protected resource exist a second time, over TLS at
   * `origins.mtls`, to which `mtls_endpoint_aliases` points. `asked` accepts a connection without a
   * client certificate and leaves the rejection to the endpoint; `demanded` aborts the handshake.
   * Adds the clients that need a certificate (see `test-clients.ts`), whose access tokens are bound
   * to it. Needs the `openssl` program.
   */
  readonly mtls: 'off' | 'asked' | 'demanded'
  /** The path of the issuer, such as `/tenant`; empty by default. */
  readonly issuerPath: string
  /** The location and form of the metadata: a row of `discovery-behaviours.ts`. */
  readonly discovery: DiscoveryName
  /** The delay of the faults whose names end with `slow`, in milliseconds. */
  readonly slowness: number
  /**
   * Whether the login, the choice of the first data provider and the approval happen without a user:
   * the pages redirect immediately. The `decision` of a request takes precedence.
   */
  readonly unattended: boolean
  /** Whether pages of other origins may call the back channel, which a browser-based app needs. */
  readonly cors: boolean
  /**
   * Whether the application is also available over TLS, under the names of `secureNames`. Needs the
   * `openssl` program.
   */
  readonly secureApp: boolean
}

const common = {
  requestUriLifetime: 90,
  codeLifetime: 60,
  dpopNonces: false,
  assertionAudience: 'issuer',
  accessTokenFormat: 'opaque',
  rotateRefreshTokens: false,
  mtls: 'off',
  issuerPath: '',
  discovery: 'usual',
  slowness: 12_000,
  unattended: false,
  cors: false,
  secureApp: false,
} as const

const defaults: Readonly<Record<ServerKind, SandboxSettings>> = {
  malaysia: { kind: 'malaysia', responseModes: ['query'], dpop: 'off', ...common },
  wide: {
    kind: 'wide',
    responseModes: [
      'query',
      'fragment',
      'form_post',
      'jwt',
      'query.jwt',
      'fragment.jwt',
      'form_post.jwt',
    ],
    dpop: 'optional',
    ...common,
  },
}

/** Returns the settings of a kind of server, with the given changes. */
export const settingsFrom = (chosen: Partial<SandboxSettings>): SandboxSettings => ({
  ...defaults[chosen.kind ?? 'malaysia'],
  ...chosen,
})

/** The behaviour of the Open Finance Malaysia server, apart from its endpoints. */
export const published = {
  signingAlgorithm: 'PS256',
  consentType: 'urn:openfinance-ml:account-access-consent:v1.2',
  consentPurposes: ['pfm', 'credit_underwriting'],
  permissions: ['read_accounts', 'read_transactions', 'read_balances'],
  scopes: ['openid', 'accounts', 'profile'],
  acr: 'urn:openfinance-ml:sca',
  clientAuthMethods: ['private_key_jwt', 'tls_client_auth'],
  /** Paths on the four origins, as in the published document. */
  paths: {
    authorization: '/auth',
    token: '/token',
    pushed_authorization_request: '/par',
    userinfo: '/userinfo',
    introspection: '/introspection',
    revocation: '/token/revoke',
    jwks: '/jwks.ozoneapi.io/paynet-sandbox-hub.jwks',
    registration: '/tpp-registration',
  },
  /** The protected resource, on the origin of the registration endpoint. */
  accountsPath: '/open-finance/accounts',
} as const

/** The data providers (banks) that the user can choose from if the request names none. */
export const dataProviders = [
  { id: 'DP9876543210', name: 'Bank Cendana' },
  { id: 'DP2468013579', name: 'Bank Merbau' },
  { id: 'DP1122334455', name: 'Bank Seraya' },
] as const

/** The only customer with accounts here; the login page is prefilled. */
export const customer = {
  username: 'aisyah',
  password: 'sandbox-only',
  claims: {
    name: 'Aisyah binti Rahman',
    given_name: 'Aisyah',
    family_name: 'Rahman',
    preferred_username: 'aisyah',
    picture: 'https://pictures.sandbox.invalid/aisyah.png',
    email: 'aisyah@sandbox.invalid',
    email_verified: true,
    id_type: 'mykad',
    hashed_id_number: '6f1ed002ab5595859014ebf0951522d9',
  },
  accounts: [
    { account_id: 'acc-100001', account_number: '****4821', account_name: 'Savings' },
    { account_id: 'acc-100002', account_number: '****7730', account_name: 'Current' },
  ],
} as const
