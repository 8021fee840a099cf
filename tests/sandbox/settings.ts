export type ResponseMode = 'query' | 'fragment' | 'form_post' | 'query.jwt'

/** What can be chosen when a sandbox is started; every other behaviour is the table `published`. */
export interface SandboxSettings {
  /** The response modes that the server knows and advertises; the real one knows only `query`. */
  readonly responseModes: readonly ResponseMode[]
  /** Seconds that a pushed request lives. */
  readonly requestUriLifetime: number
  /** Seconds that an authorization code lives. */
  readonly codeLifetime: number
}

export const defaultSettings: SandboxSettings = {
  responseModes: ['query'],
  requestUriLifetime: 90,
  codeLifetime: 60,
}

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
