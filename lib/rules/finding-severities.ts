import type { FindingSeverity } from '@/lib/model/rule-profiles'
import type { RuleId } from './rule-id'

/**
 * Findings that are milder than their rule, by code. A severity that is listed for some specifications counts
 * if one of them decides the severity of the rule.
 */
export const findingSeverities: Readonly<
  Partial<Record<RuleId, Readonly<Record<string, FindingSeverity>>>>
> = {
  'reg-auth-method': { unlisted: 'warn' },
  'reg-status-201': { cache: 'warn' },
  'reg-client-id': { expired: 'info' },
  'reg-returned-metadata': { substituted: 'warn' },
  'reg-error': { unknown: 'warn' },
  'dv-response': { cache: 'warn' },
  'dv-verification-uri': { short: 'warn' },
  'cb-error': { unknown: 'warn' },
  'prm-members': { unknown: 'warn' },
  'prm-signed': { differs: 'warn' },
  'disc-json-object': { repeated: 'warn' },
  // An algorithm should be registered, or have a collision-resistant name (RFC 7515, section 4.1.1).
  'disc-alg-names': { unknown: 'warn' },
  'disc-response-type-code-only': { others: { FAPI2: 'warn' } },
  'par-content-type': { repeated: 'warn' },
  'par-request-uri-present': { long: 'warn' },
  'par-request-uri-entropy': { repetitive: 'warn' },
  'par-unknown-params': { unknown: 'info' },
  'par-error-shape': { unknown: 'warn', interaction: 'warn' },
  'par-expires-in-type': { long: 'warn' },
  'step-request': { missing: 'info' },
  'tr-refresh-token': { missing: 'info' },
  'az-endpoint-match': { spelling: 'info' },
  'az-sensitive-in-url': { hint: 'info' },
  'az-unknown-params': { unknown: 'info' },
  'az-response-mode-allowed': { default: 'info' },
  'az-resource': { query: 'warn' },
  // RFC 8252, section 8.3, is about native apps; most apps at `localhost` are web apps in development.
  'az-redirect-uri-https': { localhost: 'info' },
  'az-scope-syntax': { repeated: 'warn' },
  'az-nonce-present': { recommended: 'info' },
  'az-pkce-present': { confidential: 'warn' },
  'az-prompt': { max_age: 'warn' },
  'az-claims-json': { member: 'info' },
  'az-cdr-sharing-duration': { capped: 'warn' },
  'ar-form-post-cache': { missing: 'info' },
  'ar-state-match': { unasked: 'warn' },
  // RFC 9700 only recommends against response types that issue tokens; FAPI 2.0 and OAuth 2.1 have none.
  'ar-token-in-url': { present: { BCP240: 'warn' } },
  'ar-code-reuse': { replayed: 'warn', released: 'info' },
  'jarm-exp': { long: 'warn', short: 'warn' },
  'jarm-alg': { unlisted: 'warn' },
  'jarm-encrypted': { discouraged: 'info' },
  'jose-compact-form': { trailing_bits: 'warn' },
  // Names should be registered or collision-resistant, and the registry grows.
  'jose-alg-present': { unknown: 'warn' },
  'jose-kid-lookup': { ambiguous: 'warn' },
  'jose-numeric-date': { fraction: 'info', negative: 'warn' },
  'jose-nbf-iat-future': { ahead: 'warn' },
  // FAPI 1.0 forbids RSA1_5 only.
  'jose-jwe-alg': { symmetric: 'warn', p2c: 'warn' },
  'idt-aud': { others: 'warn' },
  'idt-azp': { missing: 'info' },
  'idt-iat': { future: 'warn', old: 'warn' },
  'idt-nonce': { unasked: 'warn' },
  'idt-auth-time': { fraction: 'info', negative: 'warn', zero: 'warn' },
  'idt-acr': { voluntary: 'warn' },
  'idt-amr': { unknown: 'info' },
  'idt-alg': { unlisted: 'warn' },
  // Only FAPI 1.0 requires the claim.
  'idt-s-hash': { missing: { OIDC: 'info' } },
  'idt-encrypted': { kid: 'info' },
  'rf-id-token': { nonce_present: 'warn', older: 'warn' },
  'tr-status': { busy: 'info', empty: 'warn' },
  'tr-cache': { pragma: 'info' },
  'tr-token-type': { not_bound: { OAuth: 'warn' } },
  'tr-expires-in': { missing: 'warn', long: 'warn' },
  'tr-scope': { narrower: 'warn', wider: 'warn', offline: 'info' },
  // A user may grant less than requested.
  'tr-authorization-details': {
    not_asked: 'warn',
    narrower: 'warn',
    large: 'info',
    enriched: 'info',
  },
  'dv-error': { unknown: 'warn' },
  'te-response': { wider: 'warn' },
  'tr-token-entropy': { repetitive: 'warn' },
  'tr-unknown-members': { unknown: 'info' },
  'rf-rotated-public': { unknown_client: 'warn' },
  'at-cnf-x5t': { missing: 'info' },
  'ui-content-type': { repeated: 'warn' },
  'ui-jwt-signature': { unlisted: 'warn' },
  'ui-claims': { unknown: 'info', missing: 'info' },
  'rv-request': { hint: 'info' },
  'rv-status': { busy: 'info' },
  'ss-iss': { unknown: 'warn' },
  'ss-signature': { unverifiable: 'warn' },
  'set-not-id-token': { exp: 'warn' },
  // RFC 8417, section 5.1: a secure transport can protect an unsigned SET.
  'set-signature': { none: 'warn', unverifiable: 'warn' },
  // `exp` became required with errata of 2023.
  'lt-required': { exp: 'warn' },
  'lt-sub-or-sid': { differs: 'warn' },
  'lt-typ': { missing: 'info' },
  'sd-alg-none': { unverifiable: 'warn' },
  'sd-hash-alg': { unregistered: 'warn' },
  'sd-salt': { short: 'warn' },
  'sd-validity': { withheld: 'warn' },
  'kb-claims': { old: 'warn' },
  'ti-active': { repeated: 'warn', others: 'warn' },
  // RFC 6797, section 8.3: a domain above may have set the policy, and its pages were not seen.
  'http-hsts': { parent: 'info' },
  // Back in the browser repeats a login at a correct server. Only a second exchange shows that the app accepts it.
  'fl-response-once': { late: 'info', second: 'info' },
  'rq-interaction-id': { repeated: 'warn' },
  'at-challenge': { error: 'warn', scheme: 'warn' },
  'rr-error-status': { scope: 'info' },
  'rr-step-up': { missing: 'warn' },
  'rr-dpop-challenge': { algs: 'warn' },
  'dpop-error': { status: 'warn', challenge: 'warn' },
  'rr-interaction-id': { form: 'warn' },
  'cd-type': { unlisted: 'warn' },
  'cd-ofm-type-version': { version: 'warn' },
  'cd-ofm-permissions': { accounts: 'warn' },
  'cd-ofm-expiry': { offset: 'warn', long: 'warn' },
  // A transmitter in Brazil creates the consent with the permissions that it supports.
  'cc-permissions': {
    narrower: { OAuth: 'warn', OFM: 'warn', UK: 'warn', BR: 'info', CDR: 'warn', BG: 'warn' },
  },
  'cc-dates': { earlier: 'warn' },
  'cc-status': { unknown: 'warn' },
  'ti-members': {
    fraction: 'info',
    // Only Open Finance Malaysia requires that introspection and grant are equal.
    details_differ: { OAuth: 'info', CDR: 'info' },
    scope_wider: { OAuth: 'info', CDR: 'info' },
  },
  'rv-effect': { access: 'warn' },
  'fl-refresh-rotation': { no_retry: 'info' },
  // PKCE or `nonce` may still protect the app.
  'ad-state-wrong': { accepted_pkce: 'warn' },
  'ad-state-missing': { accepted_pkce: 'warn' },
}
