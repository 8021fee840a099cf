import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'ad-state-wrong': { OAuth: 'fail', OIDC: 'fail', BCP240: 'fail' },
  'ad-state-missing': { OAuth: 'fail', OIDC: 'fail', BCP240: 'fail' },
  'ad-iss-wrong': { OAuth: 'fail', FAPI2: 'fail' },
  'ad-iss-missing': { OAuth: 'fail', FAPI2: 'fail' },
  'ad-code-replayed': { OAuth: 'warn', BCP240: 'warn' },
  'ad-foreign-code': { OIDC: 'fail', BCP240: 'fail', FAPI2: 'fail' },
} as const satisfies Record<string, SeverityRow>
