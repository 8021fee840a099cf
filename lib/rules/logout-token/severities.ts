import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'lt-required': { OIDC: 'fail' },
  'lt-events': { OIDC: 'fail' },
  'lt-sub-or-sid': { OIDC: 'fail' },
  'lt-no-nonce': { OIDC: 'fail' },
  'lt-typ': { OIDC: 'warn' },
  'lt-signature': { OIDC: 'fail' },
} as const satisfies Record<string, SeverityRow>
