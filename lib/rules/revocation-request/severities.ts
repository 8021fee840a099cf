import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'rv-request': { OAuth: 'fail', FAPI2: 'fail' },
} as const satisfies Record<string, SeverityRow>
