import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'kb-header': { OAuth: 'fail' },
  'kb-claims': { OAuth: 'fail' },
  'kb-sd-hash': { OAuth: 'fail' },
  'kb-signature': { OAuth: 'fail' },
} as const satisfies Record<string, SeverityRow>
