import type { RuleProfile } from '@/lib/model/rule-profiles'
import { knowing, tokenError, tokenResponse } from './answers'
import type { Fixtures } from './fixtures'

const good = tokenResponse()
const unread = tokenResponse({}, { truncated: true })
const under = (ruleProfile: RuleProfile) => ({ context: knowing({ ruleProfile }) })

export const fixtures: Fixtures<'token-response'> = {
  'tr-expires-in': {
    passed: [good],
    failed: [
      ['missing', tokenResponse({ expires_in: undefined })],
      ['type', tokenResponse({ expires_in: '600' })],
      ['range', tokenResponse({ expires_in: 0 })],
      ['long', tokenResponse({ expires_in: 1e15 })],
    ],
    notApplicable: [tokenError()],
    notObserved: [unread],
  },
  'tr-expires-in-profile': {
    passed: [
      good,
      tokenResponse({ expires_in: 60 }),
      tokenResponse({ expires_in: 900 }, {}, under('br')),
      tokenResponse({ expires_in: 120 }, {}, under('cdr')),
    ],
    failed: [
      ['long', tokenResponse({ expires_in: 3600 })],
      ['long', tokenResponse({ expires_in: 901 }, {}, under('br'))],
      ['long', tokenResponse({ expires_in: 601 }, {}, under('cdr'))],
      ['short', tokenResponse({ expires_in: 299 }, {}, under('br'))],
      ['short', tokenResponse({ expires_in: 119 }, {}, under('cdr'))],
    ],
    notApplicable: [
      tokenResponse({ expires_in: '3600' }),
      tokenResponse({ expires_in: 3600 }, {}, under('fapi1')),
      tokenError(),
    ],
    notObserved: [unread],
  },
}
