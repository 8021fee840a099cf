import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'reg-method-json': { OAuth: 'fail', OIDC: 'fail' },
  'reg-redirect-uris': {
    OAuth: 'fail',
    OIDC: 'fail',
    FAPI1A: 'fail',
    FAPI2: 'fail',
    UK: 'fail',
    BR: 'fail',
  },
  'reg-jwks-one': { OAuth: 'fail', OIDC: 'fail', BR: 'fail' },
  'reg-auth-method': {
    OAuth: 'warn',
    FAPI1A: 'fail',
    FAPI2: 'fail',
    OFM: 'fail',
    UK: 'fail',
    BR: 'fail',
  },
  'reg-grants-consistent': { OAuth: 'fail', OIDC: 'fail' },
  'reg-algs': { OAuth: 'warn', FAPI1A: 'fail', FAPI2: 'fail', OFM: 'fail', BR: 'fail' },
  'reg-statement': { UK: 'fail', BR: 'fail', CDR: 'fail' },
  'reg-tls-subject': { OAuth: 'fail' },
  'reg-update': { OAuth: 'fail' },
} as const satisfies Record<string, SeverityRow>
