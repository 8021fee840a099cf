import type { Cause, Findings } from './cause'
import { requestCauses } from './causes-requests'
import { authorizationCauses } from './causes-authorization'
import { flowCauses } from './causes-flow'
import { consentCauses, resourceCauses } from './causes-resources'
import { serverCauses } from './causes-server'
import { signedCauses } from './causes-signed'

/** The rules about the signature of a token. None of them can hold if the token, its `alg` or its `kid` is wrong. */
const signatures: readonly Findings[] = [
  ['idt-signature'],
  ['jarm-signature'],
  ['ui-jwt-signature', 'invalid'],
  ['ro-signature'],
  ['ca-signature'],
  ['dpop-signature'],
  ['ss-signature'],
  ['set-signature', 'differs', 'unverifiable'],
  ['lt-signature', 'none', 'differs'],
  ['sd-alg-none'],
]
const lengths: readonly Findings[] = [['jose-rsa-signature-length'], ['jose-es-signature-length']]
const algorithms: readonly Findings[] = [
  ['idt-alg'],
  ['jarm-alg'],
  ['at-alg'],
  ['ui-jwt-signature', 'none', 'weak', 'unlisted'],
  ['ro-alg-allowed'],
  ['ro-alg-none'],
  ['ca-alg'],
  ['dpop-alg'],
  ['ss-signed'],
]
const times = ['type', 'milliseconds'] as const

/** Causes in JWTs that a client creates for a request. */
const created: readonly Cause[] = [
  {
    primary: [['dpop-single-header', 'several']],
    covers: [['jose-compact-form'], ['jose-header-json'], ['jose-claims-json']],
  },
  {
    primary: [['jose-compact-form']],
    covers: [['ro-jwt-form'], ['ca-single-jwt', 'form'], ['dpop-single-header', 'form']],
  },
  { primary: [['dpop-typ']], covers: [['jose-jku-x5u-jwk', 'jwk']] },
  {
    primary: [['dpop-jwk', 'mismatch', 'weak']],
    covers: [['jose-alg-key-agree'], ['jose-kid-lookup', 'use']],
  },
  {
    primary: [['ca-aud-issuer-string']],
    covers: [['ca-aud-other-profiles']],
  },
  {
    primary: [['ro-client-id']],
    covers: [['ro-params-complete'], ['ro-value-types']],
    sameSubject: true,
  },
  { primary: [['jose-numeric-date']], covers: [['ro-numeric-dates']], sameSubject: true },
  {
    primary: [['ro-exp-present', 'expired'], ['ro-nbf']],
    covers: [['ro-exp-after-nbf']],
  },
  { primary: [['dpop-jti-reuse'], ['dpop-htu']], covers: [['dpop-proof-reuse-url']] },
]

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
    covers: [['idt-kid', 'unknown'], ['ro-kid', 'unknown'], ['ca-kid', 'unknown'], ...signatures],
  },
  {
    primary: [
      ['idt-kid', 'missing'],
      ['jarm-kid', 'missing'],
      ['ro-kid', 'missing'],
      ['ca-kid', 'missing'],
    ],
    covers: signatures,
  },
  { primary: [['jose-alg-key-agree']], covers: [...algorithms, ...lengths, ...signatures] },
  { primary: lengths, covers: signatures },
  { primary: [['jose-jku-x5u-jwk']], covers: [['idt-headers']], sameSubject: true },
  {
    primary: [['jose-aud-type']],
    covers: [
      ['idt-aud'],
      ['jarm-aud'],
      ['at-aud'],
      ['ui-jwt-iss-aud', 'aud'],
      ['ro-aud'],
      ['ca-aud-issuer-string'],
      ['ca-aud-other-profiles'],
      ['set-aud', 'differs'],
      ['lt-signature', 'aud'],
    ],
  },
  {
    primary: [
      ['idt-exp', ...times],
      ['idt-iat', ...times],
      ['jarm-exp', ...times],
      ['at-exp', ...times],
      ['dpop-claims', 'type'],
    ],
    covers: [['jose-numeric-date']],
    sameSubject: true,
  },
  {
    primary: [
      ['idt-exp', 'expired'],
      ['jarm-exp', 'expired'],
      ['at-exp', 'expired'],
      ['ro-exp-present', 'expired'],
      ['ca-exp', 'expired'],
      ['ss-age', 'expired'],
      ['lt-signature', 'expired'],
      ['sd-validity', 'expired'],
    ],
    covers: [['jose-exp-passed']],
  },
  {
    primary: [
      ['idt-iat', 'future'],
      ['ro-nbf', 'future'],
      ['ro-iat', 'future'],
      ['ca-iat', 'future'],
      ['ca-nbf', 'future'],
      ['dpop-iat', 'future'],
    ],
    covers: [['jose-nbf-iat-future']],
    sameSubject: true,
  },
  {
    primary: [['idt-iss'], ['idt-sub'], ['idt-aud'], ['idt-iat'], ['idt-auth-time'], ['idt-azp']],
    covers: [
      ['idt-two-tokens-consistent', 'differs'],
      ['rf-id-token', 'differs', 'older'],
    ],
    sameSubject: true,
  },
]

/** Causes in an SD-JWT. What one part hides cannot be compared. */
const sdJwt: readonly Cause[] = [
  {
    primary: [
      ['sd-form'],
      ['sd-disclosure-form'],
      ['sd-digest-unique'],
      ['sd-hash-alg', 'unknown'],
    ],
    covers: [['sd-digest-match']],
  },
  { primary: [['sd-form', 'part']], covers: [['kb-signature']] },
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
    covers: [['par-expires-in-min'], ['par-expires-in-max'], ['par-expires-in-profile']],
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
  { primary: [['tr-expires-in']], covers: [['tr-expires-in-profile']] },
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

/** A cause comes before its consequences. */
export const causes: readonly Cause[] = [
  ...created,
  ...jwt,
  ...sdJwt,
  ...response,
  ...requestCauses,
  ...endpoints,
  ...authorizationCauses,
  ...resourceCauses,
  ...consentCauses,
  ...flowCauses,
  ...serverCauses,
  ...signedCauses,
]
