import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'cb-response': { OAuth: 'fail', FAPI2: 'fail' },
  'cb-error': { OAuth: 'fail' },
} as const satisfies Record<string, SeverityRow>
