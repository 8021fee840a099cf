import type { SeverityRow } from '@/lib/model/rule-profiles'

const always = { OAuth: 'fail', FAPI2: 'fail' } as const

export const severities = {
  'dpop-single-header': always,
  'dpop-typ': always,
  'dpop-alg': always,
  'dpop-jwk': always,
  'dpop-signature': always,
  'dpop-claims': always,
  'dpop-htm': always,
  'dpop-htu': always,
  'dpop-iat': always,
  'dpop-ath': always,
  'dpop-key-binding': always,
  'dpop-nonce': always,
  'dpop-jti-reuse': always,
  'dpop-proof-reuse-url': { OAuth: 'fail' },
} as const satisfies Record<string, SeverityRow>
