import { accessToken } from './answers'
import type { Fixtures } from './fixtures'
import { answered, exchange, lastOf, received, sent } from './flow-messages'

/** A withdrawal 30 seconds after noon, and a call with the user's token. */
const withdrawn = (after: number, status: number, ofWithdrawal = 204) => {
  const remove = sent('resource', 30, [], { method: 'DELETE', purpose: 'withdraw' })
  const use = sent('resource', after, [], {
    method: 'GET',
    purpose: 'use',
    headers: [['authorization', `Bearer ${accessToken}`]],
  })
  return [
    ...answered(exchange()),
    remove,
    received(remove, '', { status: ofWithdrawal, purpose: 'withdraw' }),
    use,
    received(use, {}, { status, purpose: 'use' }),
  ]
}

export const fixtures: Fixtures<'flow'> = {
  'fl-consent-withdrawn': {
    passed: [lastOf(withdrawn(40, 403)), lastOf(withdrawn(40, 401))],
    failed: [['alive', lastOf(withdrawn(40, 200))]],
    notApplicable: [
      lastOf(withdrawn(40, 404)),
      lastOf(withdrawn(40, 200).slice(0, -2)),
      lastOf(withdrawn(40, 200, 500)),
      lastOf([...answered(exchange()), ...withdrawn(40, 200).slice(-2)]),
    ],
  },
}
