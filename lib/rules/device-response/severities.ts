import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'dv-response': { OAuth: 'fail' },
  'dv-verification-uri': { OAuth: 'fail' },
} as const satisfies Record<string, SeverityRow>
