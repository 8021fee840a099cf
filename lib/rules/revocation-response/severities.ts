import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'rv-status': { OAuth: 'fail' },
} as const satisfies Record<string, SeverityRow>
