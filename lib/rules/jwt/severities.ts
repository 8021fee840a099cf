import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'jose-compact-form': { OAuth: 'fail', OIDC: 'fail' },
  'jose-header-json': { OAuth: 'fail', OIDC: 'fail' },
  'jose-claims-json': { OAuth: 'fail', OIDC: 'fail' },
  'jose-alg-present': { OAuth: 'fail', OIDC: 'fail' },
  'jose-alg-none': { OAuth: 'fail', OIDC: 'fail', FAPI2: 'fail' },
  'jose-alg-key-agree': { OAuth: 'fail', OIDC: 'fail' },
  'jose-es-signature-length': { OAuth: 'fail', OIDC: 'fail' },
  'jose-rsa-signature-length': { OAuth: 'fail', OIDC: 'fail' },
  'jose-crit': { OAuth: 'fail', OIDC: 'fail' },
  'jose-b64': { OAuth: 'fail' },
  'jose-kid-lookup': { OAuth: 'fail', OIDC: 'fail', FAPI2: 'fail' },
  'jose-kid-suspicious': { OAuth: 'warn' },
  'jose-jku-x5u-jwk': { OAuth: 'warn', OIDC: 'warn', FAPI2: 'warn' },
  'jose-numeric-date': { OAuth: 'fail', OIDC: 'fail', OFM: 'fail' },
  'jose-exp-passed': { OAuth: 'fail', OIDC: 'fail' },
  'jose-nbf-iat-future': { OAuth: 'fail', OIDC: 'fail', FAPI2: 'fail' },
  'jose-aud-type': { OAuth: 'fail', OIDC: 'fail' },
  'jose-size': { OAuth: 'warn' },
  'jose-nested-cty': { OAuth: 'fail', OIDC: 'fail' },
} as const satisfies Record<string, SeverityRow>
