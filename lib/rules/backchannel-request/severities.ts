import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'cb-request': { OAuth: 'fail' },
  'cb-signed-request': { OAuth: 'fail', FAPI1A: 'fail' },
  'cb-binding-message': { OAuth: 'warn', FAPI1A: 'warn', FAPI2: 'warn' },
} as const satisfies Record<string, SeverityRow>
