import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'at-used-in-query': { 'OAuth2.1': 'fail', BCP240: 'fail', FAPI2: 'fail' },
  'at-scheme': { OAuth: 'fail', FAPI2: 'fail' },
  'at-http-plain': { OAuth: 'fail' },
  'rq-interaction-id': { FAPI1A: 'fail', OFM: 'warn', UK: 'fail', BR: 'fail', CDR: 'fail' },
  'rq-token-once': { OAuth: 'fail' },
  'rq-jws-signature': { UK: 'fail' },
  'rq-signed-body': { BR: 'fail' },
} as const satisfies Record<string, SeverityRow>
