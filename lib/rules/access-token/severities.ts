import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'at-typ': { OAuth: 'fail' },
  'at-alg': { OAuth: 'fail', FAPI2: 'fail' },
  'at-required-claims': { OAuth: 'fail' },
  'at-iss': { OAuth: 'fail' },
  'at-aud': { OAuth: 'warn' },
  'at-exp': { OAuth: 'warn' },
  'at-scope-claim': { OAuth: 'warn', OFM: 'warn' },
  'at-cnf-x5t': { FAPI2: 'fail', OFM: 'fail', CDR: 'fail', FAPI1A: 'fail' },
  'at-cnf-jkt': { FAPI2: 'fail' },
  'at-sender-constrained': { FAPI2: 'fail', FAPI1A: 'fail', OFM: 'fail' },
  'at-acr-auth-time': { OAuth: 'info' },
  'at-pii': { OAuth: 'warn', OFM: 'warn' },
} as const satisfies Record<string, SeverityRow>
