import type { SeverityRow } from '../profiles'

export const severities = {
  'ui-sub-match': { OIDC: 'fail' },
} as const satisfies Record<string, SeverityRow>
