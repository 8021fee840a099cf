import type { SeverityRow } from '../profiles'

export const severities = {
  'tr-cache': { OAuth: 'fail', OIDC: 'fail' },
} as const satisfies Record<string, SeverityRow>
