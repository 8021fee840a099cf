import { describe, expect, test } from 'vitest'
import type { JsonObject } from '@/lib/model/json'
import { detailsBeyond } from '@/lib/rules/grant-findings'
import type { RuleResult } from '@/lib/model/rule-result'
import { judge } from '@/lib/rules/run'
import { statusOf } from '@/lib/model/status'
import { knowing, tokenResponse } from '../../rules/answers'
import { unknown } from '../../rules/artefacts'

function judged(requested: unknown, granted: unknown): RuleResult | undefined {
  const context = knowing({
    ruleProfile: 'oauth2',
    requested: { ...unknown.requested, authorizationDetails: JSON.stringify(requested) },
  })
  const artefact = tokenResponse({ authorization_details: granted }, {}, { context })
  return judge('token-response', artefact, 'oauth2').find(
    ({ id }) => id === 'tr-authorization-details',
  )
}

/** What is said of one element of a type with these members. */
function changed(requested: JsonObject, granted: JsonObject) {
  const result = judged([{ type: 'a', ...requested }], [{ type: 'a', ...granted }])
  expect(result?.outcome).not.toBe('crashed')
  return result && statusOf(result)
}

describe('a grant without a limit that was requested is for more', () => {
  const end = '2027-02-26T00:00:00Z'
  test.each<[string, JsonObject, JsonObject]>([
    ['no end', { consent: { expiration_datetime: end } }, { consent: {} }],
    ['null as the end', { ExpirationDateTime: end }, { ExpirationDateTime: null }],
    ['an end without a zone', { expires: '2027-02-26T00:00:00' }, {}],
    ['no number as the end', { exp: 1_800_000_000 }, {}],
    ['no date', { validUntil: '2027-02-26' }, {}],
    ['no period', { transactionToDateTime: end }, {}],
    ['no beginning', { TransactionFromDateTime: end }, {}],
    ['no maximum', { max_amount: '5.00' }, {}],
    ['no maximum that is an object', { maxAmount: { amount: '5', currency: 'MYR' } }, {}],
    ['no object that held it', { consent: { dp_id: 'x', expiration_datetime: end } }, {}],
    ['none of the exclusions', { excluded_accounts: ['x'] }, {}],
  ])('%s', (_, requested, granted) => {
    expect(changed(requested, granted)).toBe('fail')
  })

  test('and each is named', () => {
    const limits = { expires: end, max_amount: '5' }
    expect(judged([{ type: 'a', ...limits }], [{ type: 'a' }])?.findings).toEqual([
      { code: 'wider', expected: `expires: ${end}` },
      { code: 'wider', expected: 'max_amount: 5' },
    ])
  })

  test('but a token may lack it, for what holds is in the response', () => {
    const response = { type: 'a', expires: end, exclusions: ['x'] }
    expect(detailsBeyond([response], [{ type: 'a' }])).toEqual([])
  })

  test('what limits nothing may be missing', () => {
    const others = { to: 'x', limit_currency: 'MYR', amount: '5', from: '', start: end }
    expect(changed(others, {})).toBe('warn')
  })

  test('a limit of the server is a note', () => {
    expect(changed({ a: 1 }, { a: 1, expires: end })).toBe('info')
    expect(changed({ expires: null }, { expires: end })).toBe('info')
  })
})

describe('where less is more', () => {
  test.each<[string, JsonObject, JsonObject, string]>([
    ['fewer exclusions', { excluded_accounts: ['x', 'y'] }, { excluded_accounts: ['x'] }, 'fail'],
    ['more exclusions', { excludedAccounts: ['x'] }, { excludedAccounts: ['y', 'x'] }, 'warn'],
    ['other exclusions', { exclusions: ['x'] }, { exclusions: ['y'] }, 'fail'],
    [
      'fewer exclusions in an object',
      { exclusions: { accounts: ['x', 'y'] } },
      { exclusions: { accounts: ['x'] } },
      'fail',
    ],
    ['the same ones', { exclusions: ['x', 'y'] }, { exclusions: ['y', 'x', 'x'] }, 'pass'],
    ['a shorter interval', { frequency: 'P2D' }, { frequency: 'P1D' }, 'fail'],
    ['a longer interval', { frequency: 'P1D' }, { frequency: 'P2D' }, 'warn'],
    ['fewer times', { frequencyPerDay: 4 }, { frequencyPerDay: 2 }, 'warn'],
  ])('%s', (_, requested, granted, expected) => {
    expect(changed(requested, granted)).toBe(expected)
  })
})

test.each<[string, JsonObject, JsonObject, string]>([
  ['another status that gives access', { status: 'Authorised' }, { status: 'AUTH' }, 'info'],
  ['the requested status', { status: 'Authorised' }, { status: 'Authorised' }, 'pass'],
  ['a status that gives none', { status: 'Authorised' }, { status: 'REVOKED' }, 'fail'],
  [
    'an amount whose member is capitalised',
    { Amount: { Value: '5.0' } },
    { Amount: { Value: '5.00' } },
    'pass',
  ],
  [
    'an identification that looks like a date',
    { EndToEndIdentification: '2027-01-02' },
    { EndToEndIdentification: '2027-01-01' },
    'fail',
  ],
  ['one entry as a list', { permissions: 'x' }, { permissions: ['x'] }, 'warn'],
  ['several entries as a text', { permissions: ['x', 'y'] }, { permissions: 'x,y' }, 'fail'],
  ['an object that has no text', { a: 'x' }, { a: { toString: 1, valueOf: 1 } }, 'fail'],
  ['a list of one', { a: 'x' }, { a: [{ toString: 1, valueOf: 1 }] }, 'fail'],
  ['a text for an object', { a: { toString: 1, valueOf: 1 } }, { a: 'x' }, 'fail'],
])('%s', (_, requested, granted, expected) => {
  expect(changed(requested, granted)).toBe(expected)
})

test.each([[[1]], [[{ a: 1 }]], [[{ type: 'a' }, 'x']], [[{ type: 1 }]], [{ type: 'a' }]])(
  'a request of %j cannot be compared',
  (requested) => {
    expect(judged(requested, [{ type: 'a' }])?.outcome).toBe('not-observed')
  },
)
