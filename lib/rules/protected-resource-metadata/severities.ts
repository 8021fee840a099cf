import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'prm-resource-match': { OAuth: 'fail' },
  'prm-members': { OAuth: 'fail' },
  'prm-authorization-servers': { OAuth: 'warn' },
  'prm-binding': { OAuth: 'info', FAPI2: 'warn' },
  'prm-signed': { OAuth: 'fail' },
} as const satisfies Record<string, SeverityRow>
