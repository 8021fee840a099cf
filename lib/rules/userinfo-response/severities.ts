import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'ui-content-type': { OAuth: 'fail', OIDC: 'fail', FAPI2MS: 'fail' },
  'ui-sub-match': { OIDC: 'fail' },
  'ui-jwt-iss-aud': { OIDC: 'fail' },
  'ui-jwt-signature': { OIDC: 'fail', FAPI1A: 'fail', FAPI2: 'fail' },
  'ui-claims': { OIDC: 'warn' },
  'ui-ofm-claims': { OFM: 'fail' },
  'ui-br-cpf-cnpj': { BR: 'fail' },
} as const satisfies Record<string, SeverityRow>
