import { describe, expect, test } from 'vitest'
import { defineRule, notObserved, type CheckResult } from '@/lib/rules/rule'
import type { RuleResult } from '@/lib/model/rule-result'
import { ruleProfileNames } from '@/lib/model/rule-profiles'
import { judge, runRule } from '@/lib/rules/run'
import { statusOf, statusOrder, worstOf } from '@/lib/model/status'
import { par, pushed, request, response, success } from '../../rules/artefacts'

function ruleOf(check: () => CheckResult) {
  return defineRule({
    id: 'made-up',
    on: 'authorization-response',
    about: 'code',
    refs: ['RFC6749-4.1.2'],
    check,
  })
}

const run = (check: () => CheckResult) =>
  runRule(ruleOf(check), response(success), { spec: 'OAuth', severity: 'warn' })

const result = (
  outcome: RuleResult['outcome'],
  severity: RuleResult['severity'] = 'fail',
): RuleResult => ({
  id: 'made-up',
  on: 'authorization-response',
  of: 'message',
  about: 'code',
  outcome,
  severity,
  findings: [],
  refs: [],
})

describe('runRule', () => {
  test('says nothing of what a rule does not apply to', () => {
    expect(run(() => undefined)).toBeUndefined()
  })

  test('distinguishes passed, failed and not observed', () => {
    const finding = { code: 'differs', seen: 'a', expected: 'b' }
    expect(run(() => [])).toMatchObject({ outcome: 'passed', findings: [] })
    expect(run(() => [finding])).toMatchObject({ outcome: 'failed', findings: [finding] })
    expect(run(() => notObserved)).toMatchObject({ outcome: 'not-observed', findings: [] })
  })

  test('carries what the rule is about and how bad it is', () => {
    const { id, about, refs } = ruleOf(() => [])
    expect(run(() => [])).toMatchObject({ id, about, refs, severity: 'warn' })
  })

  test('a finding may be milder than its rule, never worse; the worst one counts', () => {
    const mild = { code: 'old', severity: 'info' } as const
    expect(run(() => [mild])).toMatchObject({ severity: 'info' })
    expect(run(() => [mild, { code: 'other' }])).toMatchObject({ severity: 'warn' })
    expect(run(() => [{ code: 'x', severity: 'fail' }])).toMatchObject({ severity: 'warn' })
  })

  test('the table of severities grades a finding, for the body of rules that decides', () => {
    const rule = { ...ruleOf(() => [{ code: 'present' }]), id: 'ar-token-in-url' }
    const severities = (['BCP240', 'FAPI2'] as const).map(
      (spec) => runRule(rule, response(success), { spec, severity: 'fail' })?.severity,
    )
    expect(severities).toEqual(['warn', 'fail'])
  })

  test('a rule that throws is one crashed result', () => {
    const crashed = run(() => {
      throw new TypeError('no such thing')
    })
    expect(crashed).toMatchObject({
      outcome: 'crashed',
      findings: [{ code: 'crashed', seen: 'TypeError: no such thing' }],
    })
  })
})

describe('judge', () => {
  test('takes the severity of the most specific body of rules', () => {
    const requested = request(`${pushed}&nonce=1`)
    const severities = (['ofm', 'fapi2', 'oauth2'] as const).map(
      (profile) =>
        judge('authorization-request', requested, profile).find(
          ({ id }) => id === 'az-par-only-two-params',
        )?.severity,
    )
    expect(severities).toEqual(['fail', 'fail', 'info'])
  })

  test('leaves out the rules that the profile does not hold', () => {
    const long = par({ expires_in: 3600 })
    const [fapi2, oauth2] = (['fapi2', 'oauth2'] as const).map((profile) =>
      judge('par-response', long, profile).map(({ id }) => id),
    )
    expect(fapi2).toContain('par-expires-in-min')
    expect(oauth2).not.toContain('par-expires-in-min')
  })

  test('finds nothing wrong with a response as it should be', () => {
    for (const profile of ruleProfileNames)
      expect(worstOf(judge('authorization-response', response(success), profile))).toBe('pass')
  })
})

describe('worstOf', () => {
  test('draws failed results by their severity, the rest by their outcome', () => {
    expect(statusOf(result('failed', 'warn'))).toBe('warn')
    expect(statusOf(result('passed'))).toBe('pass')
    expect(statusOf(result('not-observed'))).toBe('neutral')
    expect(statusOf(result('crashed'))).toBe('neutral')
  })

  test('names the worst, in the order of the lists', () => {
    expect(statusOrder).toEqual(['fail', 'warn', 'pending', 'info', 'pass', 'neutral'])
    const results = [
      result('passed'),
      result('failed', 'info'),
      result('not-observed'),
      result('failed', 'warn'),
      result('failed', 'fail'),
    ]
    const worst = results.map((_, index) => worstOf(results.slice(0, index + 1)))
    expect(worst).toEqual(['pass', 'info', 'info', 'warn', 'fail'])
    expect(worstOf([])).toBeUndefined()
  })

  test('a check that was not run changes nothing', () => {
    expect(worstOf([result('not-observed'), result('passed')])).toBe('pass')
    expect(worstOf([result('not-observed')])).toBe('neutral')
  })
})
