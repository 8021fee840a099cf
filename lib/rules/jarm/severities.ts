import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'jarm-only-response': { FAPI2MS: 'fail', CDR: 'fail', FAPI1A: 'fail' },
  'jarm-mode-transport': { OIDC: 'fail', FAPI2MS: 'fail' },
  'jarm-iss': { FAPI2MS: 'fail', FAPI1A: 'fail', CDR: 'fail' },
  'jarm-aud': { FAPI2MS: 'fail', FAPI1A: 'fail', CDR: 'fail' },
  'jarm-exp': { FAPI2MS: 'fail', FAPI1A: 'fail', CDR: 'fail' },
  'jarm-alg': { FAPI2MS: 'fail', FAPI1A: 'fail', CDR: 'fail' },
  'jarm-signature': { FAPI2MS: 'fail', FAPI1A: 'fail', CDR: 'fail' },
  'jarm-kid': { OIDC: 'warn' },
  'jarm-inner-params': { FAPI2MS: 'fail', CDR: 'fail' },
  'jarm-state': { FAPI2MS: 'fail', CDR: 'fail' },
  'jarm-encrypted': { FAPI1A: 'warn', FAPI2MS: 'warn' },
} as const satisfies Record<string, SeverityRow>
