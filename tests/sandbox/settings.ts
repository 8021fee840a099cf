import type { DiscoveryName } from './discovery-behaviours.ts'

export type ResponseMode =
  'query' | 'fragment' | 'form_post' | 'jwt' | 'query.jwt' | 'fragment.jwt' | 'form_post.jwt'

/**
 * Which server is imitated.
 *
 * - `malaysia`: Open Finance Malaysia. FAPI 2.0, PAR with signed request objects, PS256 only.
 * - `wide`: as lenient as the specifications allow: no FAPI; requests pushed or not, as parameters or as a request object;
 *   `code`, `id_token`, `code id_token`, and those with `token`; one client for each way to authenticate (see
 *   `wide-clients.ts`); token exchange and a grant of its own (see `grants.ts`); signed and encrypted UserInfo, encrypted ID
 *   tokens, JWT introspection; DPoP for every client that sends a proof.
 */
export type ServerKind = 'malaysia' | 'wide'

/** What can be chosen when a sandbox is started; every other behaviour is the table `published`. */
export interface SandboxSettings {
  readonly kind: ServerKind
  /** The response modes that the server knows and advertises; the real one knows only `query`. */
  readonly responseModes: readonly ResponseMode[]
  /** Seconds that a pushed request lives. */
  readonly requestUriLifetime: number
  /** Seconds that an authorization code lives. */
  readonly codeLifetime: number
  /**
   * `off` ignores proofs; `optional` binds a token when a proof comes with the request; `required` makes every client one
   * with `dpop_bound_access_tokens`, so that the token endpoint refuses it without a proof.
   */
  readonly dpop: 'off' | 'optional' | 'required'
  /**
   * Whether a proof must have a nonce of the server: PAR, token and UserInfo answer a proof without one with
   * `use_dpop_nonce` and a `DPoP-Nonce` header, the protected resource with 401 (it has nonces of its own).
   */
  readonly dpopNonces: boolean
  /** The one `aud` of a client assertion that is not refused with `invalid_client`; never a list. */
  readonly assertionAudience: 'issuer' | 'token-endpoint' | 'called-endpoint'
  /**
   * With `jwt`, access tokens are of RFC 9068, signed and for the protected resource only: UserInfo refuses them, and
   * introspection and revocation answer `unsupported_token_type`.
   */
  readonly accessTokenFormat: 'opaque' | 'jwt'
  /**
   * Whether each use of a refresh token gives a new one. The old one is then refused with `invalid_grant`, and with it the
   * whole grant is revoked. The refresh token of a client that neither authenticates nor uses DPoP always rotates.
   */
  readonly rotateRefreshTokens: boolean
  /**
   * Whether the back channel and the protected resource are there a second time, over TLS at `origins.mtls`, to which
   * `mtls_endpoint_aliases` points. `asked` takes a connection without a client certificate and leaves it to the endpoint
   * to refuse; `demanded` breaks the handshake off. Adds the clients that need a certificate (see `test-clients.ts`), whose
   * access tokens are bound to it. Needs the `openssl` program.
   */
  readonly mtls: 'off' | 'asked' | 'demanded'
  /** The path of the issuer, as `/tenant`; none by default. */
  readonly issuerPath: string
  /** Where and how the metadata is found: a row of `discovery-behaviours.ts`. */
  readonly discovery: DiscoveryName
  /** Milliseconds that the faults whose names end with `slow` let a client wait. */
  readonly slowness: number
  /**
   * Whether the user logs in, chooses the first data provider and approves without being asked: the pages redirect on at
   * once. What was said of a request (`decision`) goes before.
   */
  readonly unattended: boolean
  /** Whether pages of other origins may call the back channel, as a browser-based app must. */
  readonly cors: boolean
  /** Whether the application is there over TLS too, under the names of `secureNames`. Needs the `openssl` program. */
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

/** Returns the settings of a kind of server, with what was chosen otherwise. */
export const settingsFrom = (chosen: Partial<SandboxSettings>): SandboxSettings => ({
  ...defaults[chosen.kind ?? 'malaysia'],
  ...chosen,
})

/** The one table of what the Open Finance Malaysia server does, as far as it is no endpoint. */
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

/** The data providers (banks) between which the user chooses when the request names none. */
export const dataProviders = [
  { id: 'DP9876543210', name: 'Bank Cendana' },
  { id: 'DP2468013579', name: 'Bank Merbau' },
  { id: 'DP1122334455', name: 'Bank Seraya' },
] as const

/** The one person who has accounts here; the login page is filled in already. */
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
