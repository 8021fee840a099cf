import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'ps-form': { UK: 'fail' },
  'ps-header': { UK: 'fail' },
  'ps-alg': { UK: 'fail' },
  'ps-kid': { UK: 'fail' },
  'ps-crit': { OAuth: 'fail', UK: 'fail' },
  'ps-b64': { OAuth: 'fail', UK: 'fail' },
  'ps-iat': { UK: 'fail' },
  'ps-iss': { UK: 'fail' },
  'ps-tan': { UK: 'warn' },
  'ps-signature': { OAuth: 'fail', UK: 'fail' },
} as const satisfies Record<string, SeverityRow>
