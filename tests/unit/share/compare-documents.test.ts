import { describe, expect, test } from 'vitest'
import { consentOf } from '@/lib/consent/consent'
import type { RuleResult } from '@/lib/model/rule-result'
import {
  compareConsents,
  compareMetadata,
  compareTokens,
  type DocumentComparison,
} from '@/lib/share/compare-documents'
import { consentFlows } from '../../samples/consents'
import { signed } from '../../samples/shared-flow'

const differing = ({ parts }: DocumentComparison) =>
  parts.flatMap(({ part, rows }) =>
    rows.filter(({ differs }) => differs).map(({ path, a, b }) => [part, path, a, b]),
  )
const pasted = (text: string) => ({ text, results: null })

describe('two tokens', () => {
  const token = (claims: object) => pasted(signed(claims, 'c2ln'))

  test('have a row for each claim that differs, and times are compared as distances', () => {
    const a = token({ iss: 'x', iat: 100, exp: 400, jti: 'a', acr: '1', cnf: { jkt: 'k' } })
    const b = token({ iss: 'x', iat: 900, exp: 1500, jti: 'b', acr: '2' })
    const comparison = compareTokens(a, b)
    expect(differing(comparison)).toEqual([
      ['claims', 'acr', '1', '2'],
      ['claims', 'cnf.jkt', 'k', null],
      ['claims', 'exp − iat', '300', '600'],
    ])
    expect(comparison.counts).toMatchObject({ differing: 3, folded: 3 })
    expect(compareTokens(a, a).counts).toMatchObject({ differing: 0, folded: 0 })
  })

  test('keep a claim named header apart from the header', () => {
    const a = token({ header: { alg: 'x' } })
    const { parts } = compareTokens(a, token({}))
    expect(differing({ parts, counts: compareTokens(a, a).counts })).toEqual([
      ['claims', 'header.alg', 'x', null],
    ])
  })

  test('that are not JWTs are one value each', () => {
    expect(differing(compareTokens(pasted('opaque'), pasted('opaque')))).toEqual([])
    expect(differing(compareTokens(pasted(''), token({ iss: 'x' })))).toContainEqual([
      'claims',
      'iss',
      null,
      'x',
    ])
  })

  test('have the verdicts about them, if those of both are known', () => {
    const judged = (outcome: 'passed' | 'failed') => ({
      ...token({}),
      results: [resultOf('idt-iss', outcome)],
    })
    expect(differing(compareTokens(judged('passed'), judged('failed')))).toEqual([
      ['checks', 'idt-iss', 'passed', 'failed'],
    ])
    expect(differing(compareTokens(judged('failed'), token({})))).toEqual([])
  })
})

function resultOf(id: string, outcome: 'passed' | 'failed'): RuleResult {
  return {
    id,
    on: 'id-token',
    of: 'message',
    outcome,
    severity: 'fail',
    findings: [],
    refs: [],
  } as never
}

test('two metadata documents have a row for each rule that one of them fails', () => {
  const judged = (...results: readonly RuleResult[]) => ({ json: {}, results })
  const a = judged(resultOf('md-dpop', 'failed'), resultOf('md-pkce', 'passed'))
  const b = judged(resultOf('md-dpop', 'passed'), resultOf('md-other', 'passed'))
  expect(differing(compareMetadata(a, b))).toEqual([['checks', 'md-dpop', 'failed', 'passed']])
  expect(compareMetadata(a, a).counts.differing).toBe(0)
})

test('two metadata documents have a row for each member, and the order of names does not count', () => {
  const a = { issuer: 'https://a', scopes_supported: ['b', 'a'], request: 'x', mtls: { par: '1' } }
  const b = { issuer: 'https://a', scopes_supported: ['a', 'b'], request: 'y', mtls: { par: '2' } }
  const comparison = compareMetadata({ json: a, results: null }, { json: b, results: null })
  expect(differing(comparison)).toEqual([
    ['members', 'request', 'x', 'y'],
    ['members', 'mtls.par', '1', '2'],
  ])
  expect(comparison.counts).toEqual({ differing: 2, folded: 0, same: 2 })
})

test('two consents have a row for each permission and term', () => {
  const consent = (flow: keyof typeof consentFlows, column: 'requested' | 'granted') => ({
    sections: consentOf(consentFlows[flow], 0)?.sections ?? [],
    column,
  })
  const say = (kind: string) => kind
  const narrower = compareConsents(
    consent('narrower', 'requested'),
    consent('narrower', 'granted'),
    say,
  )
  expect(differing(narrower).some(([, , a, b]) => a === 'yes' && b === null)).toBe(true)
  const same = compareConsents(consent('wider', 'granted'), consent('wider', 'granted'), say)
  expect(same.counts.differing).toBe(0)
  expect(same.counts.same).toBeGreaterThan(0)
})
