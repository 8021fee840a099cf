import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'az-endpoint-match': { OAuth: 'info', FAPI2: 'fail' },
  'az-https': { OAuth: 'fail', FAPI2: 'fail' },
  'az-client-id-present': { OAuth: 'fail' },
  'az-request-uri-form': { OAuth: 'warn', OIDC: 'warn' },
  'az-request-uri-reuse': { FAPI2: 'warn', OAuth: 'warn', CDR: 'warn' },
  'az-request-uri-age': { OAuth: 'fail' },
  'az-request-and-request-uri': { OAuth: 'fail', OIDC: 'fail' },
  'az-par-only-two-params': { OAuth: 'info', FAPI2: 'fail', OFM: 'fail' },
  'az-par-required': { OAuth: 'fail', FAPI2: 'fail', OFM: 'fail', CDR: 'fail' },
  'az-duplicate-params': { OAuth: 'fail' },
  'az-no-fragment': { OAuth: 'warn' },
  'az-encoding': { OAuth: 'fail' },
} as const satisfies Record<string, SeverityRow>
