import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'sb-media-type': { BR: 'fail' },
  'sb-typ': { BR: 'fail' },
  'sb-alg': { BR: 'fail' },
  'sb-kid': { BR: 'fail' },
  'sb-iat': { BR: 'fail' },
  'sb-jti': { BR: 'fail' },
  'sb-aud': { BR: 'fail' },
  'sb-iss': { BR: 'fail' },
  'sb-data': { BR: 'fail' },
  'sb-signature': { BR: 'fail' },
} as const satisfies Record<string, SeverityRow>
