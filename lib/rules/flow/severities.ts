import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'par-client-binding': { OAuth: 'fail' },
  'ca-reuse-across-endpoints': { OIDC: 'warn', FAPI2: 'warn' },
  'rf-old-token-rejected': { BCP240: 'info' },
  'rv-effect': { OAuth: 'fail', FAPI2: 'fail' },
  'o21-verifier-without-challenge': { 'OAuth2.1': 'fail', BCP240: 'fail' },
  'fl-issuer-one': { OAuth: 'fail', OIDC: 'fail', FAPI2: 'fail' },
  'fl-client-one': { OAuth: 'fail', FAPI2: 'fail' },
  'fl-sender-key': { OAuth: 'fail', FAPI2: 'fail', OFM: 'fail' },
  'fl-par-to-authorize': { OAuth: 'fail', FAPI2: 'fail', OFM: 'fail' },
  'fl-token-outlives-consent': { OAuth: 'warn', OFM: 'warn', UK: 'warn', BR: 'warn', CDR: 'fail' },
  'fl-consent-withdrawn': {
    OFM: 'fail',
    UK: 'fail',
    BR: 'fail',
    CDR: 'fail',
    BG: 'fail',
  },
  'fl-refresh-rotation': { 'OAuth2.1': 'warn', BCP240: 'warn', FAPI2: 'warn' },
  'fl-replay-after-error': { OAuth: 'warn' },
  'fl-scope-downgrade': { OAuth: 'warn', OIDC: 'warn' },
  'dv-poll': { OAuth: 'fail' },
  'cb-poll': { OAuth: 'fail' },
  'fl-clock': { OAuth: 'warn', FAPI2: 'warn' },
  'fl-response-once': { OAuth: 'warn', BCP240: 'warn' },
} as const satisfies Record<string, SeverityRow>
