import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'hs-form': { OAuth: 'fail' },
  'hs-tag': { FAPI2: 'warn' },
  'hs-covered': { OAuth: 'fail' },
  'hs-alg': { OAuth: 'fail' },
  'hs-keyid': { OAuth: 'fail' },
  'hs-created': { OAuth: 'fail' },
  'hs-signature': { OAuth: 'fail' },
  'hs-digest': { OAuth: 'fail' },
} as const satisfies Record<string, SeverityRow>
