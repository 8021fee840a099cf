import type { SeverityRow } from '../profiles'

export const severities = {
  'ar-iss-present': { FAPI2: 'fail', OFM: 'fail', OAuth: 'fail' },
  'ar-iss-match': { FAPI2: 'fail', OAuth: 'fail' },
  'ar-iss-url': { OAuth: 'fail' },
  'ar-iss-unadvertised': { OAuth: 'warn' },
  'ar-state-match': { OAuth: 'fail', OIDC: 'fail', FAPI1A: 'fail' },
  'ar-single-outcome': { OAuth: 'fail' },
  'ar-duplicate-params': { OAuth: 'fail' },
  'ar-response-mode': { OIDC: 'fail' },
  'ar-token-in-url': { BCP240: 'fail', 'OAuth2.1': 'fail', FAPI2: 'fail' },
  'ar-redirect-target': { OAuth: 'fail', BCP240: 'fail' },
  'ar-redirect-https': { FAPI2: 'fail', FAPI1A: 'fail', BCP240: 'fail' },
  'ar-redirect-status': { FAPI2: 'warn', BCP240: 'warn' },
  'ar-code-entropy': { FAPI2: 'warn', OAuth: 'warn' },
  'ar-error-registered': { OAuth: 'warn', OIDC: 'warn' },
  'ar-error-charset': { OAuth: 'fail' },
  'ar-unexpected-params': { OAuth: 'info', OIDC: 'info' },
  'ar-callback-status': { OAuth: 'info' },
} as const satisfies Record<string, SeverityRow>
