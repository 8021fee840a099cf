import type { Cause } from './cause'

/** Causes that rules about a single message and rules about the flow report. */
export const flowCauses: readonly Cause[] = [
  {
    primary: [['ca-jti', 'repeated']],
    covers: [['ca-reuse-across-endpoints']],
    acrossParts: true,
  },
  { primary: [['tr-request-binding', 'client_id']], covers: [['fl-client-one']] },
  {
    primary: [['tr-request-binding', 'verifier_missing']],
    covers: [['o21-verifier-without-challenge', 'verifier_missing']],
  },
  {
    primary: [
      ['ar-iss-match'],
      ['ar-iss-id-token'],
      ['jarm-iss'],
      ['idt-iss'],
      ['ti-members', 'iss'],
    ],
    covers: [['fl-issuer-one']],
    acrossParts: true,
  },
  {
    primary: [['fl-par-to-authorize']],
    covers: [['ar-state-match'], ['jarm-state'], ['ar-redirect-target']],
    sameSubject: true,
    acrossParts: true,
  },
  {
    primary: [
      ['tr-id-token-present', 'missing'],
      ['tr-refresh-token', 'missing'],
    ],
    covers: [['fl-scope-downgrade', 'silent']],
    sameSubject: true,
  },
  { primary: [['fl-refresh-rotation', 'old_works']], covers: [['rf-old-token-rejected']] },
  {
    primary: [
      ['dv-poll', 'after_end'],
      ['cb-poll', 'after_end'],
    ],
    covers: [['fl-replay-after-error', 'repeated']],
  },
  { primary: [['rf-expiry-consent']], covers: [['fl-token-outlives-consent']] },
  { primary: [['ar-code-reuse']], covers: [['fl-response-once']] },
  { primary: [['ad-code-replayed']], covers: [['ar-code-reuse', 'released']] },
  {
    primary: [['fl-clock']],
    covers: [['jose-nbf-iat-future'], ['idt-iat', 'future'], ['idt-auth-time', 'future']],
    acrossParts: true,
  },
]
