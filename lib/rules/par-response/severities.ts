import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'par-status-201': { FAPI2: 'fail', OAuth: 'fail' },
  'par-content-type': { OAuth: 'fail' },
  'par-request-uri-present': { OAuth: 'fail', FAPI2: 'fail' },
  'par-request-uri-entropy': { OAuth: 'fail', FAPI2: 'fail' },
  'par-expires-in-type': { OAuth: 'fail', FAPI2: 'fail' },
  'par-expires-in-max': { OAuth: 'warn', FAPI2: 'fail', OFM: 'fail' },
  'par-expires-in-min': { FAPI2: 'warn' },
  'par-expires-in-profile': { BR: 'fail', CDR: 'fail' },
  'par-error-shape': { OAuth: 'fail', FAPI2: 'fail' },
  'par-fapi-interaction-id': { OFM: 'warn', UK: 'warn', BR: 'warn', CDR: 'warn' },
  'par-cache': { OAuth: 'warn' },
} as const satisfies Record<string, SeverityRow>
