import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'at-typ': { OAuth: 'info' },
  'at-alg': { OAuth: 'fail', FAPI2: 'fail' },
  'at-required-claims': { OAuth: 'fail' },
  'at-iss': { OAuth: 'fail' },
  'at-aud': { OAuth: 'warn' },
  'res-aud-match': { OAuth: 'warn' },
  'at-exp': { OAuth: 'warn' },
  'at-scope-claim': { OAuth: 'warn', OFM: 'warn' },
  'at-cnf-x5t': { OAuth: 'fail', FAPI1A: 'fail', FAPI2: 'fail', OFM: 'fail', CDR: 'fail' },
  'at-cnf-jkt': { OAuth: 'fail', FAPI2: 'fail' },
  'at-sender-constrained': {
    BCP240: 'info',
    FAPI1A: 'fail',
    FAPI2: 'fail',
    OFM: 'fail',
    CDR: 'fail',
  },
  'at-acr-auth-time': { OAuth: 'info' },
  'step-result': { OAuth: 'warn' },
  'at-pii': { OAuth: 'warn', OFM: 'warn' },
} as const satisfies Record<string, SeverityRow>
