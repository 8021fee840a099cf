import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'ca-type-param': { OAuth: 'fail', FAPI2: 'fail' },
  'ca-single-jwt': { OAuth: 'fail' },
  'ca-iss-sub': { OAuth: 'fail', OIDC: 'fail', FAPI2: 'fail' },
  'ca-aud-issuer-string': { FAPI2: 'fail', OFM: 'fail' },
  'ca-aud-other-profiles': {
    OAuth: 'fail',
    OIDC: 'fail',
    FAPI1A: 'fail',
    UK: 'fail',
    BR: 'fail',
    CDR: 'fail',
  },
  'ca-exp': { OAuth: 'fail', OIDC: 'fail', FAPI2: 'fail' },
  'ca-iat': { OIDC: 'warn', FAPI2: 'warn' },
  'ca-nbf': { FAPI2: 'fail' },
  'ca-jti': { OIDC: 'fail', FAPI2: 'fail' },
  'ca-alg': { FAPI1A: 'fail', FAPI2: 'fail', OFM: 'fail' },
  'ca-kid': { OIDC: 'warn', OFM: 'warn' },
  'ca-signature': { OAuth: 'fail' },
  'ca-typ': { OAuth: 'warn' },
} as const satisfies Record<string, SeverityRow>
