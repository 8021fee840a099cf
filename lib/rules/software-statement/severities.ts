import type { SeverityRow } from '@/lib/model/rule-profiles'

export const severities = {
  'ss-signed': { OAuth: 'fail', UK: 'fail', BR: 'fail', CDR: 'fail' },
  'ss-iss': { OAuth: 'fail', UK: 'fail', BR: 'fail', CDR: 'fail' },
  'ss-signature': { OAuth: 'fail' },
  'ss-age': { UK: 'warn', BR: 'warn', CDR: 'warn' },
  'ss-claims': { UK: 'fail', BR: 'fail', CDR: 'fail' },
} as const satisfies Record<string, SeverityRow>
