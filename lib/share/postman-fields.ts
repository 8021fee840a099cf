/** A meaning of a name in a Postman file. */
export interface PostmanField {
  /** Spellings in lower case without separators; the first ones are unambiguous. */
  readonly names: readonly string[]
  /** A longer name may end with one, such as `bank_client_id`. */
  readonly ending?: boolean
  /** The profile field, as named in the import report; null if the name is always skipped. */
  readonly to: string | null
  /** The reason to skip the name, regardless of its value. */
  readonly left?: 'fresh' | 'token'
}

export const postmanFields = {
  clientId: { names: ['clientid'], ending: true, to: 'clientId' },
  clientSecret: { names: ['clientsecret'], ending: true, to: 'clientSecret' },
  issuer: {
    names: ['issuer', 'iss', 'authorizationserver', 'authorizationserverurl', 'asurl'],
    ending: true,
    to: 'issuer',
  },
  discovery: {
    names: [
      'discovery',
      'discoveryurl',
      'discoveryuri',
      'discoveryendpoint',
      'discoverydocument',
      'wellknown',
      'wellknownurl',
      'wellknownuri',
      'wellknownendpoint',
      'openidconfiguration',
      'openidconfigurationurl',
    ],
    ending: true,
    to: 'discovery',
  },
  redirectUri: {
    names: ['redirecturi', 'redirecturl', 'callbackurl', 'callbackuri'],
    ending: true,
    to: 'redirectUris',
  },
  requestUri: { names: ['requesturi'], to: 'requestUri' },
  scope: { names: ['scope', 'scopes'], to: 'scope' },
  responseType: { names: ['responsetype'], to: 'responseType' },
  responseMode: { names: ['responsemode'], to: 'responseMode' },
  claims: { names: ['claims'], to: 'claims' },
  authorizationDetails: { names: ['authorizationdetails'], to: 'authorizationDetails' },
  providerCode: { names: ['providercode'], to: 'tokenParams' },
  dataProvider: { names: ['dpid'], to: 'authorizationDetails' },
  clientAuthentication: { names: ['clientauthentication'], to: 'clientAuth' },
  kid: { names: ['kid', 'keyid', 'signingkid', 'signingkeyid'], to: 'signingKey' },
  alg: { names: ['alg', 'signingalg', 'algorithm'], to: 'signingKey' },
  authorizationEndpoint: {
    names: ['authorizationendpoint', 'authorizationurl', 'authurl', 'authorizeurl', 'authendpoint'],
    to: 'discovery',
  },
  tokenEndpoint: {
    names: ['tokenendpoint', 'tokenurl', 'accesstokenurl'],
    to: 'discovery',
  },
  parEndpoint: {
    names: ['pushedauthorizationrequestendpoint', 'parendpoint', 'parurl'],
    to: 'discovery',
  },
  jwksUri: { names: ['jwksuri', 'jwksurl'], to: 'discovery' },
  userinfoEndpoint: { names: ['userinfoendpoint', 'userinfourl'], to: 'discovery' },
  introspectionEndpoint: { names: ['introspectionendpoint'], to: 'discovery' },
  revocationEndpoint: { names: ['revocationendpoint'], to: 'discovery' },
  fresh: {
    names: [
      'state',
      'nonce',
      'jti',
      'code',
      'codeverifier',
      'codechallenge',
      'codechallengemethod',
      'clientassertion',
      'clientassertiontype',
      'request',
      'requestobject',
      'granttype',
    ],
    to: null,
    left: 'fresh',
  },
  token: { names: ['accesstoken', 'refreshtoken', 'idtoken'], to: null, left: 'token' },
} as const satisfies Readonly<Record<string, PostmanField>>

export type PostmanFieldName = keyof typeof postmanFields

const table: readonly (readonly [PostmanFieldName, PostmanField])[] = Object.entries(
  postmanFields,
) as unknown as (readonly [PostmanFieldName, PostmanField])[]

/** The meaning of a name, and whether it is unambiguous; null if unknown. */
export function fieldOf(
  name: string,
): { readonly field: PostmanFieldName; readonly exact: boolean } | null {
  const plain = name
    .slice(0, 200)
    .toLowerCase()
    .replaceAll(/[^a-z\d]/g, '')
  const exact = table.find(([, { names }]) => names.includes(plain))
  if (exact) return { field: exact[0], exact: true }
  const ended = table.find(
    ([, { names, ending }]) => ending === true && names.some((known) => plain.endsWith(known)),
  )
  return ended ? { field: ended[0], exact: false } : null
}

/** The metadata members of the endpoints. */
export const postmanEndpoints = {
  authorizationEndpoint: 'authorization_endpoint',
  tokenEndpoint: 'token_endpoint',
  parEndpoint: 'pushed_authorization_request_endpoint',
  jwksUri: 'jwks_uri',
  userinfoEndpoint: 'userinfo_endpoint',
  introspectionEndpoint: 'introspection_endpoint',
  revocationEndpoint: 'revocation_endpoint',
} as const satisfies Partial<Record<PostmanFieldName, string>>

/** The names and values found, by meaning. */
export type Found = ReadonlyMap<PostmanFieldName, { readonly name: string; readonly value: string }>
