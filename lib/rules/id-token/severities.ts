import type { SeverityRow } from '../profiles'

export const severities = {
  'idt-iss': { OIDC: 'fail' },
  'idt-sub': { OIDC: 'fail' },
  'idt-aud': { OIDC: 'fail' },
  'idt-azp': { OIDC: 'fail' },
  'idt-exp': { OIDC: 'fail' },
  'idt-iat': { OIDC: 'fail' },
  'idt-nonce': { OIDC: 'fail' },
  'idt-alg': { OIDC: 'fail', FAPI2: 'fail', FAPI1A: 'fail', BR: 'fail' },
  'idt-signature': { OIDC: 'fail', FAPI2MS: 'fail' },
  'idt-kid': { OIDC: 'fail' },
  'idt-headers': { OIDC: 'warn' },
  'jose-typ-confusion': { OAuth: 'fail', OIDC: 'fail' },
} as const satisfies Record<string, SeverityRow>
