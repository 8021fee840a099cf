import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'par-method-post': { OAuth: 'fail', FAPI2: 'fail' },
  'par-https': { OAuth: 'fail', FAPI2: 'fail' },
  'par-no-request-uri': { OAuth: 'fail', FAPI2: 'fail' },
  'par-client-auth': { FAPI2: 'fail', OFM: 'fail', CDR: 'fail' },
  'par-client-id': { OAuth: 'fail', FAPI2: 'fail' },
  'par-request-object-only': { OAuth: 'fail', FAPI2MS: 'fail', OFM: 'fail' },
  'par-request-object-required': { FAPI2MS: 'fail', OFM: 'fail', CDR: 'fail' },
  'par-params-complete': { FAPI2: 'fail', OFM: 'fail' },
  'par-unknown-params': { OAuth: 'warn' },
  'par-dpop-binding': { OAuth: 'fail', FAPI2: 'fail' },
} as const satisfies Record<string, SeverityRow>
