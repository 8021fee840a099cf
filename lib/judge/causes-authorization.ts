import type { Cause, Findings } from './cause'

/** The rules about parameters that a request needs. */
const needed: readonly Findings[] = [
  ['az-client-id-present', 'missing'],
  ['az-response-type-present'],
  ['az-redirect-uri-present'],
  ['az-state-present'],
  ['az-nonce-present'],
  ['az-pkce-present'],
  ['az-pkce-method', 'absent'],
]

/** Causes in authorization requests. A cause comes before its consequences. */
export const authorizationCauses: readonly Cause[] = [
  {
    primary: [['az-sensitive-in-url']],
    covers: [['az-par-only-two-params']],
    sameSubject: true,
  },
  {
    primary: [['az-par-only-two-params']],
    covers: [['az-unknown-params'], ['az-empty-params']],
    sameSubject: true,
  },
  {
    primary: [['az-request-and-request-uri']],
    covers: [['az-request-param-forbidden']],
    sameSubject: true,
  },
  {
    primary: [['az-par-required']],
    covers: [
      ['az-request-param-forbidden'],
      ['az-jar-required-fapi1'],
      ['az-jar-dup-params-fapi1'],
      ['az-authorization-details', 'sensitive'],
      ['az-sensitive-in-url', 'hint'],
    ],
  },
  {
    primary: [['az-par-required'], ['az-jar-required-fapi1']],
    covers: [['az-response-type-present']],
  },
  {
    primary: [['az-jar-dup-params-fapi1']],
    covers: [['az-params-outside-ignored']],
    sameSubject: true,
  },
  {
    primary: [['ro-params-complete']],
    covers: needed,
    sameSubject: true,
    acrossParts: true,
  },
  {
    primary: [['az-bg-scope', 'pkce']],
    covers: [['az-pkce-present'], ['az-pkce-method']],
  },
  { primary: [['az-bg-scope', 'state']], covers: [['az-state-present']] },
  { primary: needed, covers: [['az-empty-params']], sameSubject: true },
  {
    primary: [['az-response-mode-allowed', 'unlisted']],
    covers: [['az-response-type-value', 'fapi1']],
  },
  {
    primary: [['az-response-type-value']],
    covers: [['az-implicit'], ['az-dpop-jkt', 'no_code']],
  },
  {
    primary: [['az-redirect-uri-absolute']],
    covers: [['az-redirect-uri-https'], ['az-redirect-uri-wildcard']],
  },
  {
    primary: [['az-scope-syntax', 'separator', 'charset']],
    covers: [
      ['az-br-consent-scope'],
      ['az-bg-scope', 'form'],
      ['az-scope-openid'],
      ['az-scope-supported'],
    ],
  },
  { primary: [['az-br-consent-scope', 'openid']], covers: [['az-scope-openid']] },
  { primary: [['az-claims-json', 'request']], covers: [['az-uk-intent-id']] },
]
