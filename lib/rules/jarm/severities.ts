import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'jarm-only-response': { OAuth: 'warn', FAPI1A: 'fail', FAPI2MS: 'fail', CDR: 'fail' },
  'jarm-mode-transport': { OAuth: 'fail', OIDC: 'fail', FAPI2MS: 'fail' },
  'jarm-iss': { OAuth: 'fail', FAPI1A: 'fail', FAPI2MS: 'fail', CDR: 'fail' },
  'jarm-aud': { OAuth: 'fail', FAPI1A: 'fail', FAPI2MS: 'fail', CDR: 'fail' },
  'jarm-exp': { OAuth: 'fail', FAPI1A: 'fail', FAPI2MS: 'fail', CDR: 'fail' },
  'jarm-alg': { OAuth: 'fail', FAPI1A: 'fail', FAPI2MS: 'fail', CDR: 'fail' },
  'jarm-signature': { OAuth: 'fail', FAPI1A: 'fail', FAPI2MS: 'fail', CDR: 'fail' },
  'jarm-kid': { OAuth: 'warn', OIDC: 'warn' },
  'jarm-inner-params': { OAuth: 'fail', FAPI2MS: 'fail', CDR: 'fail' },
  'jarm-state': { OAuth: 'fail', FAPI2MS: 'fail', CDR: 'fail' },
  'jarm-encrypted': { OAuth: 'warn', FAPI1A: 'warn', FAPI2MS: 'warn' },
} as const satisfies Record<string, SeverityRow>
