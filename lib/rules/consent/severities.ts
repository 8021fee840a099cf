import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'cd-json-array': { OAuth: 'fail', OFM: 'fail' },
  'cd-type': { OAuth: 'fail', OFM: 'fail' },
  'cd-common-fields': { OAuth: 'warn' },
  'cd-unknown-type-fields': { OFM: 'fail' },
  'cd-ofm-type-version': { OFM: 'fail' },
  'cd-ofm-required': { OFM: 'fail' },
  'cd-ofm-purpose': { OFM: 'fail' },
  'cd-ofm-permissions': { OFM: 'fail' },
  'cd-ofm-expiry': { OFM: 'fail' },
  'cd-ofm-status': { OFM: 'fail' },
  'cd-ofm-response-fields': { OFM: 'warn' },
  'cd-ofm-account-number-mask': { OAuth: 'warn', OFM: 'warn' },
  'cd-uae-type': { OFM: 'info' },
  'cd-br-consent-id': { BR: 'fail' },
  'cd-saltedge-consent': { SaltEdge: 'info' },
  'cd-bg-consent': { BG: 'fail' },
} as const satisfies Record<string, SeverityRow>
