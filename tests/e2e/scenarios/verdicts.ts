import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FaultName } from '../../sandbox/faults.ts'
import { addAndOpen, decide, logIn, openPushed, outcomes, responseOf } from '../support/bank.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

interface Case {
  readonly name: string
  readonly decision?: 'approve' | 'deny'
  readonly fault?: FaultName
  /** Parameters of the response, as the server sent them; undefined is absent. */
  readonly params: Readonly<Record<string, unknown>>
  readonly rules: Readonly<Record<string, string>>
}

const cases: readonly Case[] = [
  {
    name: 'denied consent',
    decision: 'deny',
    params: { error: 'access_denied', code: undefined },
    rules: {
      'ar-state-match': 'passed',
      'ar-iss-match': 'passed',
      'ar-error-registered': 'passed',
      'ar-mixup': 'passed',
      'ar-unsolicited': 'passed',
      'ar-response-mode': 'passed',
      'ar-query-get': 'passed',
      'ar-307-credentials': 'passed',
    },
  },
  {
    name: 'another issuer',
    fault: 'response-iss-wrong',
    params: { code: expect.any(String) },
    rules: { 'ar-state-match': 'passed', 'ar-iss-match': 'failed' },
  },
  {
    name: 'no iss, though it was promised',
    fault: 'response-iss-missing',
    params: { iss: undefined },
    rules: { 'ar-iss-present': 'failed', 'ar-state-match': 'passed' },
  },
  {
    name: 'another state',
    fault: 'response-state-wrong',
    params: { code: expect.any(String) },
    rules: { 'ar-state-match': 'failed', 'ar-iss-match': 'passed' },
  },
  {
    name: 'no state',
    fault: 'response-state-missing',
    params: { state: undefined },
    rules: { 'ar-state-match': 'failed' },
  },
  {
    name: 'state twice',
    fault: 'response-state-twice',
    params: { code: expect.any(String) },
    rules: { 'ar-duplicate-params': 'failed' },
  },
]

export function verdicts(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: the verdict on a response`, () => {
    let world: World
    beforeAll(async () => {
      world = await createWorld(launch, browser)
    })
    afterAll(() => world?.close())

    test.each(cases)('$name', async ({ decision = 'approve', fault, params, rules }) => {
      const pushed = await world.sandbox.consumer().push(fault ? { fault } : {})
      const page = await openPushed(world, pushed, { state: pushed.state })
      await logIn(page)
      await decide(page, decision)
      const { responses } = await responseOf(world, pushed)
      expect(responses).toHaveLength(1)
      expect(Object.fromEntries(responses[0]?.params ?? [])).toMatchObject(
        Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)),
      )
      const names = responses[0]?.params?.map(([name]) => name)
      for (const [name, value] of Object.entries(params))
        if (value === undefined) expect(names).not.toContain(name)
      expect(outcomes(responses[0])).toMatchObject(rules)
    })

    test('server_error at once, without a page of the bank', async () => {
      const pushed = await world.sandbox.consumer().push({ fault: 'error-server-error' })
      await addAndOpen(world, pushed, { state: pushed.state })
      const { responses } = await responseOf(world, pushed)
      expect(responses).toHaveLength(1)
      expect(Object.fromEntries(responses[0]?.params ?? [])).toMatchObject({
        error: 'server_error',
        error_description: expect.any(String),
        state: pushed.state,
      })
    })

    test('without a state to compare with, state has no verdict', async () => {
      const pushed = await world.sandbox.consumer().push()
      const page = await openPushed(world, pushed)
      await logIn(page)
      await decide(page, 'approve')
      const { responses } = await responseOf(world, pushed)
      expect(outcomes(responses[0])).toMatchObject({
        'ar-state-match': 'not-observed',
        'ar-iss-match': 'passed',
      })
    })
  })
}
