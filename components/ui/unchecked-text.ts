import { t } from '@/lib/i18n'
import type { RuleResult } from '@/lib/model/rule-result'
import type { RuleId } from '@/lib/rules/rule-id'

/** Why a check was not run. */
const reasons = {
  keys: 'ui.unchecked.keys',
  metadata: 'ui.unchecked.metadata',
  request: 'ui.unchecked.request',
  issuer: 'ui.unchecked.issuer',
  client: 'ui.unchecked.client',
  http: 'ui.unchecked.http',
  app: 'ui.unchecked.app',
  encrypted: 'ui.unchecked.encrypted',
  earlier: 'ui.unchecked.earlier',
  pushed: 'ui.unchecked.pushed',
  hashed: 'ui.unchecked.hashed',
  proof: 'ui.unchecked.proof',
  body: 'ui.unchecked.body',
  nonce: 'ui.unchecked.nonce',
  mark: 'ui.unchecked.mark',
  revocation: 'ui.unchecked.revocation',
} as const

type Reason = keyof typeof reasons

const rulesOf: Readonly<Record<Reason, readonly RuleId[]>> = {
  keys: [
    'disc-jwks-uri-fetchable',
    'ca-kid',
    'ca-signature',
    'dpop-jwk',
    'dpop-signature',
    'idt-kid',
    'idt-signature',
    'jarm-kid',
    'jarm-signature',
    'jose-alg-key-agree',
    'jose-es-signature-length',
    'jose-kid-lookup',
    'jose-rsa-signature-length',
    'ro-kid',
    'ro-signature',
    'ui-jwt-signature',
  ],
  metadata: [
    'ar-iss-present',
    'ar-iss-unadvertised',
    'az-endpoint-match',
    'disc-two-documents-consistent',
    'ca-aud-other-profiles',
    'dpop-alg',
    'idt-alg',
    'jarm-alg',
    'jwks-signing-key-available',
    'tr-mtls-host',
  ],
  request: [
    'ar-params-for-type',
    'ar-redirect-target',
    'ar-response-mode',
    'ar-state-match',
    'at-scope-claim',
    'disc-claims-parameter',
    'disc-rar-types',
    'fl-client-one',
    'o21-verifier-without-challenge',
    'ca-iat',
    'ca-jti',
    'ca-type-param',
    'dpop-ath',
    'dpop-htm',
    'dpop-htu',
    'dpop-iat',
    'dpop-jti-reuse',
    'dpop-proof-reuse-url',
    'idt-acr',
    'idt-nonce',
    'jarm-mode-transport',
    'jarm-state',
    'rf-expiry-consent',
    'ro-br-encrypted',
    'ro-iat',
    'ro-jti',
    'ro-nbf',
    'tr-authorization-details',
    'tr-id-token-present',
    'tr-request-binding',
    'tr-scope',
  ],
  issuer: [
    'ar-iss-match',
    'ar-mixup',
    'at-iss',
    'disc-cross-origin-endpoints',
    'ca-aud-issuer-string',
    'disc-issuer-match-oidc',
    'disc-issuer-trailing-slash',
    'idt-iss',
    'jarm-iss',
    'ro-aud',
    'ui-jwt-iss-aud',
  ],
  client: ['at-aud', 'ca-iss-sub', 'idt-aud', 'idt-azp', 'jarm-aud', 'ro-client-id', 'ro-iss'],
  http: [
    'ar-redirect-status',
    'disc-content-type-json',
    'disc-cors-discovery',
    'disc-status-200',
    'http-authz-no-cors',
    'http-callback-no-store',
    'http-frame-protection',
    'http-hsts',
    'http-referrer-policy',
    'jwks-redirect-https',
    'par-cache',
    'par-content-type',
    'par-status-201',
    'tr-cache',
    'tr-content-type',
    'tr-fapi-interaction-id',
    'tr-status',
    'ui-content-type',
  ],
  app: ['ar-307-credentials', 'ar-callback-status', 'ar-leak-next-hop'],
  earlier: [
    'disc-grant-refresh',
    'jwks-rotation-overlap',
    'rf-access-token-new',
    'rf-id-token',
    'rf-scope-not-wider',
    'ui-sub-match',
  ],
  encrypted: [
    'ar-iss-id-token',
    'ar-single-outcome',
    'ca-alg',
    'ca-single-jwt',
    'jarm-encrypted',
    'jose-nested-cty',
    'ro-alg-allowed',
  ],
  pushed: ['az-par-required', 'az-request-uri-age', 'az-request-uri-reuse', 'par-client-binding'],
  hashed: ['idt-at-hash', 'idt-c-hash', 'idt-s-hash'],
  proof: ['at-cnf-jkt', 'dpop-key-binding'],
  nonce: ['dpop-nonce'],
  mark: [
    'ad-code-replayed',
    'ad-foreign-code',
    'ad-iss-missing',
    'ad-iss-wrong',
    'ad-state-missing',
    'ad-state-wrong',
  ],
  revocation: ['rv-effect'],
  body: [
    'jwks-x5c-match',
    'par-expires-in-max',
    'par-expires-in-min',
    'par-expires-in-type',
    'ti-active',
    'ti-members',
    'tr-access-token-present',
    'tr-error-charset',
    'tr-error-code',
    'tr-expires-in',
    'tr-expires-in-profile',
    'tr-refresh-token',
    'tr-token-entropy',
    'tr-token-type',
    'tr-unknown-members',
    'ui-claims',
  ],
}

const reasonOf: ReadonlyMap<string, Reason> = new Map(
  (Object.keys(rulesOf) as Reason[]).flatMap((reason) =>
    rulesOf[reason].map((id) => [id, reason] as const),
  ),
)

export const uncheckedReason = (id: string): Reason | undefined => reasonOf.get(id)

/** Why a check was not run, in one sentence. */
export function uncheckedText({ id, outcome }: Pick<RuleResult, 'id' | 'outcome'>): string {
  if (outcome === 'crashed') return t('ui.result.crashed')
  const reason = uncheckedReason(id)
  return t(reason === undefined ? 'ui.result.not_observed' : reasons[reason])
}

/** The tab that shows the token verifies it with the keys that are known by then. */
export function isVerifiable({ id, of }: Pick<RuleResult, 'id' | 'of'>): boolean {
  return of !== 'message' && uncheckedReason(id) === 'keys'
}
