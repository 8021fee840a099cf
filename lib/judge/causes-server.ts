import type { Cause, Findings } from './cause'

/** Rules about the algorithms of a list. */
const algorithmLists: readonly Findings[] = [
  ['disc-id-token-algs-fapi', 'no_permitted'],
  ['disc-auth-signing-algs-fapi2', 'no_permitted'],
  ['disc-userinfo-algs', 'no_permitted'],
  ['disc-jarm-algs', 'no_permitted'],
  ['disc-request-object-algs'],
  ['disc-introspection-signing', 'no_permitted'],
]

/** Rules about one member, which fail too if it has a wrong type or is empty. */
const memberRules: readonly Findings[] = [
  ...algorithmLists,
  ['disc-id-token-algs-oidc', 'rs256'],
  ['disc-empty-arrays'],
  ['disc-iss-param-true', 'false'],
  ['disc-par-required', 'false'],
  ['disc-require-signed-request-object'],
  ['disc-sender-constrained'],
  ['disc-dpop-algs', 'type', 'no_permitted'],
  ['disc-mtls-aliases-object', 'type'],
  ['disc-request-params-flags', 'type'],
  ['disc-backchannel-logout', 'type'],
  ['disc-response-type-code-only', 'missing'],
  ['disc-response-types-fapi1'],
  ['disc-auth-methods-fapi', 'no_permitted'],
  ['disc-grant-types-code', 'missing'],
  ['disc-subject-types', 'empty'],
  ['disc-pkce-s256', 'no_s256'],
  ['disc-scopes-openid'],
  ['disc-scopes-profile', 'missing'],
  ['disc-claims-supported', 'profile'],
  ['disc-acr-values', 'profile'],
  ['disc-signed-metadata', 'type'],
  ['disc-response-modes-jarm', 'mode'],
  ['disc-request-encryption-br'],
  ['disc-cdr-required'],
  ['disc-ofm-sandbox-shape'],
]

/** Causes among the findings about the metadata and the keys of a server. */
export const serverCauses: readonly Cause[] = [
  {
    primary: [['jwks-structure', 'kty']],
    covers: [
      ['jwks-alg-consistent', 'kty'],
      ['jwks-alg-allowed', 'no_permitted'],
      ['jwks-signing-key-available'],
    ],
  },
  { primary: [['jwks-alg-consistent', 'kty']], covers: [['jwks-alg-allowed', 'no_permitted']] },
  {
    primary: [['disc-issuer-present']],
    covers: [
      ['disc-issuer-url'],
      ['disc-issuer-match-oidc'],
      ['disc-issuer-match-rfc8414'],
      ['disc-required-oidc'],
      ['disc-required-oauth'],
      ['disc-member-types'],
      ['disc-empty-arrays'],
    ],
    sameSubject: true,
  },
  { primary: [['disc-required-oidc']], covers: [['disc-required-oauth']], sameSubject: true },
  { primary: [['disc-issuer-match-oidc']], covers: [['disc-issuer-match-rfc8414']] },
  {
    primary: [['disc-issuer-match-oidc'], ['disc-issuer-match-rfc8414']],
    covers: [['disc-issuer-trailing-slash'], ['disc-issuer-url']],
  },
  { primary: [['disc-issuer-match-rfc8414']], covers: [['disc-saltedge-provider-code']] },
  { primary: [['disc-member-types']], covers: memberRules, sameSubject: true },
  { primary: [['disc-empty-arrays', 'empty']], covers: memberRules, sameSubject: true },
  {
    primary: [['disc-endpoints-https']],
    covers: [['disc-par-endpoint'], ['disc-end-session-https'], ['disc-mtls-aliases-object']],
    sameSubject: true,
  },
  {
    primary: [['disc-alg-names']],
    covers: [
      ['disc-id-token-algs-oidc', 'rs256'],
      ['disc-request-encryption-br'],
      ...algorithmLists,
    ],
    sameSubject: true,
  },
  {
    primary: [['disc-id-token-algs-fapi'], ['disc-auth-signing-algs-fapi2']],
    covers: [['disc-alg-symmetric']],
    sameSubject: true,
  },
  {
    primary: [['disc-response-type-code-only', 'missing']],
    covers: [['disc-response-types-fapi1'], ['disc-response-types-values', 'unknown']],
  },
  {
    primary: [['disc-response-modes-jarm', 'mode']],
    covers: [['disc-response-types-fapi1']],
  },
  { primary: [['disc-implicit-offered', 'present']], covers: [['disc-grant-implicit']] },
  {
    primary: [['disc-implicit-offered', 'default']],
    covers: [['disc-grant-types-code', 'default']],
  },
  {
    primary: [['disc-auth-methods-fapi', 'absent']],
    covers: [['disc-auth-methods-default', 'default']],
  },
  {
    primary: [
      ['disc-par-endpoint'],
      ['disc-pkce-s256'],
      ['disc-sender-constrained'],
      ['disc-acr-values', 'missing'],
      ['disc-auth-methods-fapi'],
    ],
    covers: [['disc-cdr-required'], ['disc-ofm-sandbox-shape', 'bound']],
    sameSubject: true,
  },
  {
    primary: [['disc-response-type-code-only'], ['disc-iss-param-true']],
    covers: [['disc-ofm-sandbox-shape']],
    sameSubject: true,
  },
  {
    primary: [['jwks-alg-consistent'], ['jwks-ec-size']],
    covers: [['jwks-alg-allowed'], ['jwks-unusable-keys']],
    sameSubject: true,
  },
]
