import type { SeverityRow } from '../profiles'

export const severities = {
  'at-typ': { OAuth: 'fail' },
} as const satisfies Record<string, SeverityRow>
