import type { RuleId } from '@/lib/rules/rule-id'

/** Findings of one rule: those with these codes, or all. */
export type Findings = readonly [rule: RuleId, ...codes: readonly string[]]

/** A cause that several rules report. One failure is enough, so the others refer to the first. */
export interface Cause {
  /** The findings with the clearest verdict. They do not cover each other. */
  readonly primary: readonly Findings[]
  readonly covers: readonly Findings[]
  /** Only findings about the same claim, member or parameter have this cause in common. */
  readonly sameSubject?: true
  /** The findings may be about different parts of a message; otherwise they are about the same JWT. */
  readonly acrossParts?: true
}

/** The rules about the signature of a token. None of them can hold if the token, its `alg` or its `kid` is wrong. */
const signatures: readonly Findings[] = [
  ['idt-signature'],
  ['jarm-signature'],
  ['ui-jwt-signature', 'invalid'],
]
const lengths: readonly Findings[] = [['jose-rsa-signature-length'], ['jose-es-signature-length']]
const algorithms: readonly Findings[] = [
  ['idt-alg'],
  ['jarm-alg'],
  ['at-alg'],
  ['ui-jwt-signature', 'none', 'weak', 'unlisted'],
]
const times = ['type', 'milliseconds'] as const

const jwt: readonly Cause[] = [
  {
    primary: [['jose-compact-form'], ['jose-header-json'], ['jose-claims-json']],
    covers: [
      ...signatures,
      ...algorithms,
      ['jose-alg-present'],
      ['jose-nested-cty'],
      ['ui-content-type', 'neither'],
    ],
  },
  {
    primary: [['jose-alg-none']],
    covers: [...algorithms, ...signatures, ['jose-alg-present'], ['jarm-encrypted', 'unsigned']],
  },
  {
    primary: [['jose-alg-present']],
    covers: [...algorithms, ...signatures],
  },
  {
    primary: [['jose-kid-lookup']],
    covers: [['idt-kid', 'unknown'], ...signatures],
  },
  {
    primary: [
      ['idt-kid', 'missing'],
      ['jarm-kid', 'missing'],
    ],
    covers: signatures,
  },
  { primary: [['jose-alg-key-agree']], covers: [...algorithms, ...lengths, ...signatures] },
  { primary: lengths, covers: signatures },
  { primary: [['jose-jku-x5u-jwk']], covers: [['idt-headers']], sameSubject: true },
  {
    primary: [['jose-aud-type']],
    covers: [['idt-aud'], ['jarm-aud'], ['at-aud'], ['ui-jwt-iss-aud', 'aud']],
  },
  {
    primary: [
      ['idt-exp', ...times],
      ['idt-iat', ...times],
      ['jarm-exp', ...times],
      ['at-exp', ...times],
    ],
    covers: [['jose-numeric-date']],
    sameSubject: true,
  },
  {
    primary: [
      ['idt-exp', 'expired'],
      ['jarm-exp', 'expired'],
      ['at-exp', 'expired'],
    ],
    covers: [['jose-exp-passed']],
  },
  { primary: [['idt-iat', 'future']], covers: [['jose-nbf-iat-future']], sameSubject: true },
  {
    primary: [['idt-iss'], ['idt-sub'], ['idt-aud'], ['idt-iat'], ['idt-auth-time'], ['idt-azp']],
    covers: [
      ['idt-two-tokens-consistent', 'differs'],
      ['rf-id-token', 'differs', 'older'],
    ],
    sameSubject: true,
  },
]

const response: readonly Cause[] = [
  {
    primary: [['ar-307-credentials']],
    covers: [['ar-redirect-status'], ['ar-query-get']],
  },
  { primary: [['ar-redirect-status']], covers: [['ar-query-get']] },
  { primary: [['ar-redirect-target']], covers: [['ar-redirect-https']] },
  {
    primary: [['ar-token-in-url']],
    covers: [
      ['ar-params-for-type', 'unasked'],
      ['ar-response-mode', 'token_in_query'],
      ['jarm-mode-transport', 'token_in_query'],
    ],
    acrossParts: true,
  },
  {
    primary: [['ar-params-for-type', 'unasked']],
    covers: [
      ['ar-response-mode', 'token_in_query', 'differs'],
      ['jarm-mode-transport', 'token_in_query', 'differs'],
    ],
    acrossParts: true,
  },
  {
    primary: [['ar-response-mode']],
    covers: [['ar-form-post-method'], ['jarm-mode-transport'], ['ar-query-get']],
    acrossParts: true,
  },
  {
    primary: [['ar-form-post-method', 'in_url']],
    covers: [['ar-duplicate-params']],
    sameSubject: true,
  },
  {
    primary: [['ar-duplicate-params']],
    covers: [
      ['ar-state-match'],
      ['ar-iss-present'],
      ['ar-iss-match'],
      ['ar-params-for-type'],
      ['ar-single-outcome'],
    ],
    sameSubject: true,
  },
  {
    primary: [['ar-single-outcome'], ['jarm-inner-params', 'neither', 'type']],
    covers: [['ar-params-for-type', 'missing']],
    acrossParts: true,
  },
  {
    primary: [['ar-iss-match'], ['jarm-iss'], ['idt-iss']],
    covers: [['ar-iss-url'], ['ar-mixup', 'iss'], ['ar-iss-id-token']],
    acrossParts: true,
  },
  { primary: [['ar-state-match']], covers: [['jarm-state']], acrossParts: true },
  { primary: [['jarm-state']], covers: [['jarm-inner-params', 'type']], sameSubject: true },
]

const endpoints: readonly Cause[] = [
  {
    primary: [['par-content-type', 'not_object']],
    covers: [['par-request-uri-present', 'missing']],
  },
  {
    primary: [['par-expires-in-type']],
    covers: [['par-expires-in-min'], ['par-expires-in-max']],
  },
  {
    primary: [['az-duplicate-params']],
    covers: [['az-client-id-present'], ['az-par-required']],
    sameSubject: true,
  },
  {
    primary: [['az-request-and-request-uri']],
    covers: [['az-par-only-two-params']],
    sameSubject: true,
  },
  { primary: [['az-https']], covers: [['az-endpoint-match']] },
  {
    primary: [['tr-access-token-present', 'charset']],
    covers: [['tr-token-entropy']],
    sameSubject: true,
  },
  { primary: [['tr-scope', 'syntax', 'type']], covers: [['rf-scope-not-wider']] },
  {
    primary: [['tr-token-type', 'not_bound']],
    covers: [
      ['at-cnf-jkt', 'missing'],
      ['at-sender-constrained', 'missing'],
    ],
    acrossParts: true,
  },
  {
    primary: [['at-cnf-jkt'], ['at-cnf-x5t']],
    covers: [['at-sender-constrained']],
  },
]

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

const metadata: readonly Cause[] = [
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
    primary: [['jwks-alg-consistent'], ['jwks-ec-size']],
    covers: [['jwks-alg-allowed'], ['jwks-unusable-keys']],
    sameSubject: true,
  },
]

/** A cause comes before its consequences. */
export const causes: readonly Cause[] = [...jwt, ...response, ...endpoints, ...metadata]
