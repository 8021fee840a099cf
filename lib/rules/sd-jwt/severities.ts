import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'sd-form': { OAuth: 'fail' },
  'sd-alg-none': { OAuth: 'fail' },
  'sd-hash-alg': { OAuth: 'fail' },
  'sd-disclosure-form': { OAuth: 'fail' },
  'sd-digest-match': { OAuth: 'fail' },
  'sd-digest-unique': { OAuth: 'fail' },
  'sd-salt': { OAuth: 'fail' },
  'sd-validity': { OAuth: 'fail' },
} as const satisfies Record<string, SeverityRow>
