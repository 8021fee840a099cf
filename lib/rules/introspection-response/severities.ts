import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'ti-active': { OAuth: 'fail' },
  'ti-members': { OAuth: 'warn', OFM: 'warn', CDR: 'warn' },
  'ti-jwt': { OAuth: 'fail', FAPI2MS: 'fail' },
} as const satisfies Record<string, SeverityRow>
