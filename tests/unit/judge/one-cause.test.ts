import { expect, test } from 'vitest'
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

test('of two rules that found the same, the one that says it best stays', () => {
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
  const both = expired('idt-exp', { findings: [{ code: 'expired' }, { code: 'type' }] })
  expect(oneFailurePerCause([expired('jose-exp-passed'), differs, both])).toHaveLength(3)
})

test('a rule that passes stays', () => {
  const passed = expired('at-exp', { outcome: 'passed', findings: [] })
  expect(oneFailurePerCause([expired('jose-exp-passed'), passed])).toHaveLength(2)
})
