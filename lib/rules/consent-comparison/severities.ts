import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'cc-permissions': {
    OAuth: 'warn',
    OFM: 'fail',
    UK: 'fail',
    BR: 'fail',
    CDR: 'fail',
    BG: 'fail',
  },
  'cc-accounts': { OFM: 'warn', UK: 'warn', BR: 'warn', BG: 'warn' },
  'cc-dates': { OAuth: 'warn', OFM: 'fail', UK: 'fail', BR: 'fail', CDR: 'fail', BG: 'fail' },
  'cc-parties': { OAuth: 'warn', OFM: 'fail' },
  'cc-payment': { OAuth: 'fail', OFM: 'fail', UK: 'fail', BR: 'fail', BG: 'fail' },
  'cc-status': { OFM: 'fail', UK: 'fail', BR: 'fail', CDR: 'fail', BG: 'fail' },
} as const satisfies Record<string, SeverityRow>
