import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'ca-one-auth-method': { OAuth: 'fail' },
  'ca-mtls-client-id': { OAuth: 'fail', FAPI2: 'fail', OFM: 'fail' },
  'te-request': { OAuth: 'fail' },
  'res-token-request': { OAuth: 'fail' },
  'o21-redirect-uri-in-token-request': { 'OAuth2.1': 'info' },
} as const satisfies Record<string, SeverityRow>
