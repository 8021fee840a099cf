import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'rr-challenge-syntax': { OAuth: 'fail' },
  'at-challenge': { OAuth: 'fail' },
  'rr-no-credentials': { OAuth: 'warn' },
  'rr-error-status': { OAuth: 'warn', FAPI2: 'warn' },
  'rr-step-up': { OAuth: 'fail' },
  'rr-dpop-challenge': { OAuth: 'fail', FAPI2: 'fail' },
  'dpop-error': { OAuth: 'fail' },
  'dpop-nonce-cors': { OAuth: 'warn' },
  'rr-interaction-id': { FAPI1A: 'fail', OFM: 'warn', UK: 'fail', BR: 'fail', CDR: 'fail' },
  'rr-date-content-type': { FAPI1A: 'fail', UK: 'warn', BR: 'warn' },
  'rr-jws-signature': { UK: 'fail' },
  'rr-signed-body': { BR: 'fail' },
} as const satisfies Record<string, SeverityRow>
