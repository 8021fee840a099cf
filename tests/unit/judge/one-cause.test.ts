import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { causes } from '@/lib/judge/causes'
import { oneFailurePerCause } from '@/lib/judge/one-cause'
import type { RuleResult } from '@/lib/model/rule-result'

const expired = (id: string, more: Partial<RuleResult> = {}): RuleResult => ({
  id,
  on: 'jwt',
  of: 'access_token',
  about: 'exp',
  outcome: 'failed',
  severity: 'fail',
  findings: [{ code: 'expired' }],
  refs: [],
  ...more,
})
const ids = (results: readonly RuleResult[]) =>
  oneFailurePerCause(results).map(({ id, of }) => `${of} ${id}`)

test('of two rules with the same finding, the more precise one stays', () => {
  expect(ids([expired('jose-exp-passed'), expired('idt-exp')])).toEqual(['access_token idt-exp'])
})

test('the worse one stays', () => {
  const mild = expired('at-exp', { severity: 'warn' })
  expect(ids([expired('jose-exp-passed'), mild])).toEqual(['access_token jose-exp-passed'])
})

test('each part of a message has its own', () => {
  const other = expired('jose-exp-passed', { of: 'id_token' })
  expect(ids([expired('jose-exp-passed'), other])).toEqual([
    'access_token jose-exp-passed',
    'id_token jose-exp-passed',
  ])
})

test('another finding of the same rule stays', () => {
  const differs = expired('at-exp', { findings: [{ code: 'differs' }] })
  expect(oneFailurePerCause([expired('jose-exp-passed'), differs])).toHaveLength(2)
})

test('a rule that passes stays', () => {
  const passed = expired('at-exp', { outcome: 'passed', findings: [] })
  expect(oneFailurePerCause([expired('jose-exp-passed'), passed])).toHaveLength(2)
})

test('only the finding that another rule explains is left out', () => {
  const both = expired('jose-numeric-date', {
    about: 'payload',
    findings: [
      { code: 'type', seen: 'exp: "1"' },
      { code: 'type', seen: 'nbf: "1"' },
    ],
  })
  const left = oneFailurePerCause([both, expired('idt-exp', { findings: [{ code: 'type' }] })])
  expect(left.map(({ id, findings }) => [id, findings.map(({ seen }) => seen)])).toEqual([
    ['jose-numeric-date', ['nbf: "1"']],
    ['idt-exp', [undefined]],
  ])
})

test('the worst of what failed is never lost', () => {
  const named = [...new Set(causes.flatMap(({ primary, covers }) => [...primary, ...covers]))]
  const severity = fc.constantFrom('fail', 'warn', 'info')
  const anyResult = fc
    .tuple(fc.constantFrom(...named), severity, fc.constantFrom('message', 'response', 'id_token'))
    .map(([[id, code = 'x'], worst, of]) =>
      expired(id, {
        severity: worst,
        of,
        findings: [{ code, seen: 'iss', expected: 'iss' }],
      } as Partial<RuleResult>),
    )
  const order = ['fail', 'warn', 'info']
  const worst = (results: readonly RuleResult[]) =>
    Math.min(...results.map((result) => order.indexOf(result.severity)))
  fc.assert(
    fc.property(fc.array(anyResult, { minLength: 1, maxLength: 12 }), (results) => {
      expect(worst(oneFailurePerCause(results))).toBe(worst(results))
    }),
    { numRuns: 500 },
  )
})

describe('what follows from a finding', () => {
  const kid = expired('jose-kid-lookup', { about: 'kid', findings: [{ code: 'unknown' }] })
  const own = expired('idt-kid', { about: 'kid', findings: [{ code: 'unknown' }] })
  const signature = expired('idt-signature', { findings: [{ code: 'unverifiable' }] })

  test('is listed by its cause and not counted', () => {
    const [cause, ...others] = oneFailurePerCause([signature, own, kid])
    expect(others).toEqual([])
    expect(cause).toMatchObject({
      id: 'jose-kid-lookup',
      findings: [
        {
          affects: [
            { id: 'idt-signature', of: 'access_token', code: 'unverifiable' },
            { id: 'idt-kid', of: 'access_token', code: 'unknown' },
          ],
        },
      ],
    })
  })

  test('is listed by the first cause if its own cause follows from that', () => {
    const malformed = expired('jose-alg-none', { about: 'alg', findings: [{ code: 'none' }] })
    const missing = expired('jose-alg-present', { about: 'alg', findings: [{ code: 'missing' }] })
    const [cause, ...others] = oneFailurePerCause([missing, signature, malformed])
    expect(others).toEqual([])
    expect(cause?.id).toBe('jose-alg-none')
    expect(cause?.findings[0]?.affects?.map(({ id }) => id).toSorted()).toEqual([
      'idt-signature',
      'jose-alg-present',
    ])
  })

  test('stays listed when the rest of the message is judged again', () => {
    const before = oneFailurePerCause([signature, own, kid])
    const late = expired('jarm-signature', { findings: [{ code: 'differs' }] })
    const [cause] = oneFailurePerCause([...before, late])
    expect(cause?.findings[0]?.affects?.map(({ id }) => id)).toEqual([
      'idt-signature',
      'idt-kid',
      'jarm-signature',
    ])
  })

  test('leaves the list once it passes', () => {
    const before = oneFailurePerCause([signature, kid])
    const passed = expired('idt-signature', { outcome: 'passed', findings: [] })
    expect(oneFailurePerCause([...before, passed])).toEqual([kid, passed])
  })
})
