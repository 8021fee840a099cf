import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'set-required': { OAuth: 'fail' },
  'set-typ': { OAuth: 'warn' },
  'set-not-id-token': { OAuth: 'fail' },
  'set-aud': { OAuth: 'warn' },
  'set-signature': { OAuth: 'fail' },
} as const satisfies Record<string, SeverityRow>
