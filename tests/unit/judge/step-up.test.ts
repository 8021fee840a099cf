import { expect, test } from 'vitest'
import { challengeBefore } from '@/lib/facts/step-up'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { summarise } from '@/lib/flow/read/summary'
import { factsOf } from '@/lib/flow/reduce/flow-facts'
import { emptyFlow } from '@/lib/flow/reduce/start'
import type { Data } from '@/lib/storage/data'
import { clientId, issuer, noon } from '../../rules/artefacts'
import { received, sent } from '../../rules/flow-messages'

const second = 1000
const challenge =
  'Bearer error="insufficient_user_authentication", acr_values="gold silver", max_age=60'

function flowAt(id: string, after: number, overrides: Partial<Flow> = {}): Flow {
  const start = {
    id,
    createdAt: noon + after * second,
    tabId: 1,
    incognito: false,
    cookieStoreId: null,
    initiator: null,
    matchedBy: 'endpoint',
  } as const
  return { ...emptyFlow(start, null), clientId, issuer, ...overrides }
}

const refusedBy = (text: string): readonly OAuthMessage[] => {
  const request = sent('resource', 10, [])
  const overrides = { status: 401, headers: [['www-authenticate', text]] as const }
  return [request, received(request, '', overrides)]
}

function challengeOf(flow: Flow, ...others: readonly Flow[]) {
  const flows = [...others, flow]
  const facts = flows.map((each) => factsOf(each, { rev: 1, octets: 1, more: [] }))
  const data = {
    flows: flows.map((each) => summarise(each)),
    facts: new Map(facts.map((each) => [each.id, each])),
  }
  return challengeBefore(flow, data as unknown as Data)
}

const challenged = flowAt('a', 0, { messages: refusedBy(challenge) })

test('the next login of the client reacts to a challenge', () => {
  expect(challengeOf(flowAt('b', 20), challenged)).toMatchObject({
    acrValues: ['gold', 'silver'],
    maxAge: 60,
  })
})

test.each([
  ['another client', flowAt('b', 20, { clientId: 'other' }), [challenged]],
  ['another issuer', flowAt('b', 20, { issuer: 'https://other.example' }), [challenged]],
  ['a private window', flowAt('b', 20, { incognito: true }), [challenged]],
  ['a container', flowAt('b', 20, { cookieStoreId: 'firefox-container-1' }), [challenged]],
  ['a login before it', flowAt('b', 5), [challenged]],
  ['a login an hour later', flowAt('b', 3600), [challenged]],
  ['the second login', flowAt('c', 30), [challenged, flowAt('b', 20)]],
  [
    'another error',
    flowAt('b', 20),
    [flowAt('a', 0, { messages: refusedBy('Bearer error="invalid_token"') })],
  ],
])('%s does not', (_, flow, others) => {
  expect(challengeOf(flow, ...others)).toBeNull()
})
