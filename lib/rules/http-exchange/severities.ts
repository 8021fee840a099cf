import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'http-hsts': { FAPI2: 'warn' },
  'http-tls': { OAuth: 'fail', FAPI2: 'fail' },
  'http-authz-no-cors': { OIDC: 'warn', BCP240: 'fail', FAPI2: 'fail' },
  'http-frame-protection': { BCP240: 'fail' },
  'http-referrer-policy': { BCP240: 'info' },
  'http-callback-no-store': { OAuth: 'info' },
} as const satisfies Record<string, SeverityRow>
