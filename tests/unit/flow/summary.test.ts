import { describe, expect, test } from 'vitest'
import { parResponse } from '@/lib/flow/reduce/start'
import { summarise } from '@/lib/flow/read/summary'
import { noRequestedParams } from '@/lib/flow/model/flow'
import type { RuleResult } from '@/lib/model/rule-result'
import type { Severity } from '@/lib/model/rule-profiles'
import type { Hold } from '@/lib/flow/model/hold'
import type { EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import { tokenResponse } from '../../rules/answers'
import { flowWith, held, tokenRequestWith } from '../../samples/held'

const params = [['code', 'c']] as const
const error = [['error', 'access_denied']] as const
const par = { status: 201, headers: [], body: '{}', expiresIn: 60 }
const added = parResponse({ requestUri: 'urn:a', receivedAt: 0, source: 'pasted', par }, 'par')
const hold = { at: 1, tabId: 1, initiator: null, releases: [] } as const

describe('the summary of a flow', () => {
  test('says that its response is held, also where that is an error', () => {
    expect(summarise(flowWith([held({ params })]))).toMatchObject({
      outcome: 'held',
      error: null,
      status: 'neutral',
    })
    expect(summarise(flowWith([held({ params: error })]))).toMatchObject({
      outcome: 'held',
      error: 'access_denied',
    })
  })

  test('names the result once it is known', () => {
    const released = held({ params, hold: { ...hold, state: 'released' } })
    expect(summarise(flowWith([released], { storedRequestId: 'q1' })).outcome).toBe('code')
    const refused = held({ params: error, hold: { ...hold, state: 'discarded' } })
    expect(summarise(flowWith([refused]))).toMatchObject({ outcome: 'error', status: 'warn' })
  })

  test('says that the use of the code by a third-party app was not visible', () => {
    const outcomeOf = (...messages: readonly OAuthMessage[]) =>
      summarise(flowWith(messages)).outcome
    const came = held({ params, hold: null })
    expect(summarise(flowWith([came]))).toMatchObject({
      outcome: 'tokens-not-visible',
      status: 'neutral',
    })
    const release = { at: 1, params, changes: [], defence: null, times: 1, done: 1, defended: null }
    const released = { ...hold, state: 'released', releases: [release] } as const
    expect(outcomeOf(held({ params, hold: released as Hold }))).toBe('tokens-not-visible')
    expect(outcomeOf(held({ params, hold: { ...hold, state: 'discarded' } }))).toBe('code')
    expect(outcomeOf(added, came)).toBe('tokens-not-visible')
    expect(outcomeOf(came, tokenRequestWith('c'))).toBe('code')
    expect(outcomeOf(came, tokenRequestWith('another'))).toBe('tokens-not-visible')
  })
})

test('has the time of a code that can still be exchanged', () => {
  const codeAt = (message: OAuthMessage, ...more: readonly OAuthMessage[]) =>
    summarise(flowWith([added, message, ...more])).codeAt
  const waits = held({ params })
  expect(codeAt(waits)).toBe(waits.at)
  expect(codeAt(waits, tokenRequestWith('c'))).toBeUndefined()
  expect(codeAt(held({ params, hold: { ...hold, state: 'discarded' } }))).toBeUndefined()
  expect(codeAt(held({ params: error }))).toBeUndefined()
  expect(codeAt({ ...waits, matchedBy: 'unsolicited' })).toBeUndefined()
  const imported = { imported: { at: 1, isSafe: true } } as object
  expect(summarise(flowWith([added, waits], imported)).codeAt).toBeUndefined()
})

test('a check and an issue about the same claim are one failure', () => {
  const issue = { code: 'response_claim', about: 'nonce', seen: 'm', expected: 'n' }
  const failed = {
    id: 'idt-nonce',
    on: 'id-token',
    of: 'id_token',
    about: 'nonce',
    refs: [],
    severity: 'fail',
    outcome: 'failed',
    findings: [{ code: 'differs' }],
  } as const
  const answer = {
    ...tokenResponse({ access_token: 'a' }).message,
    issues: [issue],
  }
  const failures = (results: EndpointResponse['results'], issues = answer.issues) =>
    summarise(flowWith([{ ...answer, results, issues }])).failed
  expect(failures([])).toBe(1)
  expect(failures([failed])).toBe(1)
  expect(failures([{ ...failed, severity: 'info' }])).toBe(1)
  expect(failures([failed], [{ ...issue, about: 'aud' }])).toBe(2)
})

describe('the row of a flow', () => {
  const result = (id: string, outcome: RuleResult['outcome'], severity: Severity = 'fail') =>
    ({
      id,
      on: 'authorization-response',
      of: 'message',
      about: 'iss',
      outcome,
      severity,
      findings: outcome === 'failed' ? [{ code: 'differs' }] : [],
      refs: [],
    }) as const
  const rowWith = (...results: readonly RuleResult[]) =>
    summarise(flowWith([held({ params, hold: null, results })], { storedRequestId: 'q1' }))

  test('is passed although some checks were not run', () => {
    const passed = result('ar-state-match', 'passed')
    expect(rowWith(passed, result('ar-iss-match', 'not-observed')).status).toBe('pass')
    expect(rowWith(result('ar-iss-match', 'not-observed')).status).toBe('neutral')
    expect(rowWith(passed, result('ar-iss-match', 'failed', 'info')).status).toBe('pass')
  })

  test('has the worst finding', () => {
    const warning = result('ar-iss-present', 'failed', 'warn')
    const worst = { rule: 'ar-iss-match', code: 'differs', about: 'iss' }
    expect(rowWith(warning, result('ar-iss-match', 'failed')).worst).toEqual(worst)
    expect(rowWith(warning).worst?.rule).toBe('ar-iss-present')
    expect(rowWith(result('ar-iss-match', 'passed')).worst).toBeUndefined()
  })

  test('has the outcome in its place if that is as bad', () => {
    const refused = held({ params: error, hold: null })
    const withResults = (results: readonly RuleResult[]) =>
      summarise(flowWith([{ ...refused, results }])).worst?.rule
    expect(withResults([result('ar-iss-present', 'failed', 'warn')])).toBeUndefined()
    expect(withResults([result('ar-iss-match', 'failed')])).toBe('ar-iss-match')
  })

  test('counts the granted permissions', () => {
    const details = (...permissions: readonly string[]) => [{ type: 't', consent: { permissions } }]
    const grantedTo = (...permissions: readonly string[]) => {
      const { message } = tokenResponse({ authorization_details: details(...permissions) })
      const authorizationDetails = JSON.stringify(details('a', 'b', 'c'))
      const requested = { ...noRequestedParams, authorizationDetails }
      return summarise(flowWith([message], { requested })).granted
    }
    expect(grantedTo('a', 'c')).toEqual([2, 3])
    expect(grantedTo('a', 'b', 'c')).toBeUndefined()
  })
})

describe('a tested defence', () => {
  const release = {
    at: 2,
    params,
    changes: [],
    defence: 'wrong-state',
    times: 1,
    done: 1,
    defended: null,
  } as const
  const after = (more: Partial<typeof release> | { defended: boolean } | { done: 0 }) => {
    const releases = [{ ...release, ...more }]
    return summarise(flowWith([held({ params, hold: { ...hold, state: 'released', releases } })]))
  }

  test('that did not hold does not pass the flow; its check says how bad that is', () => {
    expect(after({ defended: false })).toMatchObject({
      status: 'neutral',
      failed: 0,
      defences: [{ defence: 'wrong-state', defended: false }],
    })
  })

  test('that held passes the flow, and without a mark it is not checked', () => {
    expect(after({ defended: true }).status).toBe('pass')
    expect(after({}).status).toBe('neutral')
  })

  test.each([
    ['that held', { defended: true }, [{ defence: 'wrong-state', defended: true }]],
    ['without a mark', {}, [{ defence: 'wrong-state', defended: null }]],
    ['that was not sent', { done: 0 } as const, undefined],
  ])('%s does not', (_, more, defences) => {
    const summary = after(more)
    expect(summary.status).not.toBe('fail')
    expect(summary.failed).toBe(0)
    expect(summary.defences).toEqual(defences)
  })
})
