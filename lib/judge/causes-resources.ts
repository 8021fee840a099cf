import type { Cause } from './cause'

export const resourceCauses: readonly Cause[] = [
  { primary: [['rq-token-once']], covers: [['at-used-in-query']] },
  {
    primary: [['rr-challenge-syntax', 'syntax']],
    covers: [
      ['at-challenge', 'error', 'scheme'],
      ['rr-dpop-challenge'],
      ['rr-step-up'],
      ['dpop-error', 'challenge'],
    ],
  },
  { primary: [['rr-dpop-challenge', 'scheme']], covers: [['dpop-error', 'challenge']] },
  { primary: [['at-challenge', 'missing']], covers: [['dpop-error', 'challenge']] },
  { primary: [['dpop-error', 'status']], covers: [['rr-error-status', 'status']] },
]

export const consentCauses: readonly Cause[] = [
  {
    primary: [['ro-value-types']],
    covers: [['cd-json-array']],
    sameSubject: true,
    acrossParts: true,
  },
  { primary: [['cd-type', 'unlisted']], covers: [['cd-uae-type']] },
  { primary: [['cd-ofm-type-version', 'form']], covers: [['cd-type', 'unlisted']] },
  {
    primary: [['tr-authorization-details', 'status']],
    covers: [
      ['cd-ofm-status', 'transition'],
      ['cd-ofm-response-fields', 'status'],
    ],
  },
  { primary: [['cd-ofm-status']], covers: [['cd-ofm-response-fields', 'status']] },
]
