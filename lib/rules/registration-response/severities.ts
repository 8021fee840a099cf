import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'reg-status-201': { OAuth: 'fail', OIDC: 'fail' },
  'reg-client-id': { OAuth: 'fail', OIDC: 'fail' },
  'reg-returned-metadata': { OAuth: 'fail', OIDC: 'fail' },
  'reg-error': { OAuth: 'fail', OIDC: 'fail' },
} as const satisfies Record<string, SeverityRow>
