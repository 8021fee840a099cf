import { describe, expect, test } from 'vitest'
import { restsOnReplaced } from '@/lib/flow/read/replaced-values'
import type { Flow } from '@/lib/flow/model/flow'
import { noRequestedParams } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { judgeComplete, judgeFlow } from '@/lib/judge/judge-flow'
import type { RuleResult } from '@/lib/model/rule-result'
import { ruleProfileNames } from '@/lib/model/rule-profiles'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
import type { Data } from '@/lib/storage/data'
import { defaultSettings, emptySession } from '@/lib/storage/state'
import { good, judged } from '../../samples/good-flow'
import { consentFlows } from '../../samples/consents'
import { flowWith } from '../../samples/held'
import { clientId, issuer, redirectUri, state } from '../../rules/artefacts'

const data: Data = {
  ...emptySession,
  profiles: [],
  settings: defaultSettings,
  keys: [],
  templates: [],
  savedRequests: [],
  savedCalls: [],
  facts: new Map(),
  metadata: {},
}

const flowOf = (messages: readonly OAuthMessage[], more: Partial<Flow> = {}) =>
  flowWith(messages, {
    profileId: null,
    issuer,
    clientId,
    redirectUris: [redirectUri],
    expected: { state, nonce: null },
    requested: { ...noRequestedParams, redirectUri, responseType: 'code' },
    ...more,
  })

const imported = (flow: Flow): Flow => ({
  ...flow,
  imported: {
    at: 1,
    mode: 'safe',
    by: { parley: '1.0.0', browser: 'Chromium', rules: '1 rule' },
  },
})

/** The flow as it is imported from its own safe file. */
const again = async (flow: Flow) => {
  const [safe = flow] = redactFlows([flow], defaultRedaction).flows
  return judgeComplete(imported(safe), data)
}

const verdicts = (flow: Flow) =>
  flow.messages.flatMap(({ id, results }) =>
    results.map((result) => `${id} ${result.id} ${result.of} ${result.outcome} ${codes(result)}`),
  )
const codes = ({ findings }: RuleResult) => findings.map(({ code }) => code).join()

/** The same flow with faults in values that stay in a safe file. */
const wrong = good.map((message): OAuthMessage => {
  if (message.kind === 'token-response')
    return {
      ...message,
      status: 201,
      body: message.body.replace('"Bearer"', '"bearer-x"'),
      headers: [],
    }
  if (message.kind === 'par-response') return { ...message, status: 200 }
  return message
})

describe.each(ruleProfileNames)('a safe file under %s', (ruleProfile) => {
  test.each([
    ['right', good],
    ['wrong', wrong],
  ])('has the same verdicts when it is judged again: %s', async (_, messages) => {
    const flow = flowOf(judged(messages, ruleProfile), { ruleProfile })
    expect(verdicts(await again(flow))).toEqual(verdicts(flow))
  })
})

test.each(Object.entries(consentFlows))(
  'the consent flow %s keeps its verdicts',
  async (_, flow) => {
    const own = judgeFlow(flow, data)
    expect(verdicts(await again(own))).toEqual(verdicts(own))
  },
)

test('what reads nothing that was replaced is judged by the present rules', async () => {
  const flow = flowOf(judged(wrong))
  const before = flow.messages.flatMap(({ results }) => results)
  const free = before.filter((result) => !restsOnReplaced(result))
  expect(free.length).toBeGreaterThan(40)
  // As if the rules of the recording had been milder.
  const messages = flow.messages.map((message) => ({
    ...message,
    results: message.results.map((result) => ({
      ...result,
      outcome: 'passed' as const,
      findings: [],
    })),
  }))
  const after = (await again({ ...flow, messages })).messages.flatMap(({ results }) => results)
  const failed = (results: readonly RuleResult[]) =>
    results.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)
  expect(failed(after)).toEqual(failed(free))
  expect(failed(free).length).toBeGreaterThan(1)
})
