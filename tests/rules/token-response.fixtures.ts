import { noTokenAnswer, pastedTokens, tokenError, tokenResponse } from './answers'
import type { Fixtures } from './fixtures'

export const fixtures: Fixtures<'token-response'> = {
  'tr-cache': {
    passed: [tokenResponse()],
    failed: [
      ['missing', tokenResponse({}, { headers: [['content-type', 'application/json']] })],
      ['differs', tokenResponse({}, { headers: [['Cache-Control', 'private, max-age=60']] })],
      ['pragma', tokenResponse({}, { headers: [['cache-control', 'no-cache, No-Store']] })],
    ],
    notApplicable: [tokenError(), noTokenAnswer],
    notObserved: [pastedTokens],
  },
}
