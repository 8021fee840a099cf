import type { SeverityRow } from '../profiles'

export const severities = {
  'ti-active': { OAuth: 'fail' },
} as const satisfies Record<string, SeverityRow>
