import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '@/lib/model/json'
import { detailDifferences } from '@/lib/consent/grant-details'
import { findingsOf } from '@/lib/rules/grant-findings'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { RuleResult } from '@/lib/model/rule-result'
import { judge } from '@/lib/rules/run'
import { statusOf } from '@/lib/model/status'
import { knowing, tokenResponse } from '../../rules/answers'
import { unknown } from '../../rules/artefacts'

type Details = readonly JsonObject[]

/** What the rule says of a response that grants these, where those were requested. */
function judged(
  requested: unknown,
  granted: unknown,
  profile: RuleProfile = 'ofm',
): RuleResult | undefined {
  const context = knowing({
    ruleProfile: profile,
    requested: { ...unknown.requested, authorizationDetails: JSON.stringify(requested) },
  })
  const artefact = tokenResponse({ authorization_details: granted }, {}, { context })
  return judge('token-response', artefact, profile).find(
    ({ id }) => id === 'tr-authorization-details',
  )
}

function status(requested: unknown, granted: unknown, profile: RuleProfile = 'ofm') {
  const result = judged(requested, granted, profile)
  expect(result?.outcome).not.toBe('crashed')
  return result && statusOf(result)
}

const type = 'urn:openfinance-ml:account-access-consent:v1.2'
const consent = {
  dc_id: 'dc-test-1',
  dp_id: 'DP9876543210',
  consent_type: type,
  consent_purpose: 'pfm',
  permissions: ['read_accounts', 'read_transactions', 'read_balances'],
  expiration_datetime: '2027-02-26T00:00:00Z',
}
const consents = [{ type, consent }]
const granting = (changes: JsonObject) =>
  judged(consents, [{ type, consent: { ...consent, ...changes } }])

describe.each(['ofm', 'fapi2', 'oauth2'] as const)('under %s', (profile) => {
  test.each([
    ['the same', {}, 'pass'],
    ['fewer permissions', { permissions: ['read_balances'] }, 'warn'],
    ['no permission', { permissions: [] }, 'warn'],
    ['more permissions', { permissions: [...consent.permissions, 'initiate'] }, 'fail'],
    ['others, some fewer', { permissions: ['read_balances', 'initiate'] }, 'fail'],
    ['ten years longer', { expiration_datetime: '2037-02-26T00:00:00Z' }, 'fail'],
    ['a day shorter', { expiration_datetime: '2027-02-25T00:00:00Z' }, 'warn'],
    ['another data provider', { dp_id: 'DP0000000001' }, 'fail'],
    ['another data consumer', { dc_id: 'dc-test-2' }, 'fail'],
    ['a rejected consent', { status: 'Rejected' }, 'fail'],
    ['what the server adds', { consent_id: 'c', status: 'authorized', accounts: [{}] }, 'info'],
  ])('%s', (_, changes, expected) => {
    expect(status(consents, [{ type, consent: { ...consent, ...changes } }], profile)).toBe(
      expected,
    )
  })

  test('an empty list, and an element that was not requested', () => {
    expect(status(consents, [], profile)).toBe('warn')
    expect(status(consents, [...consents, { type: 'payment' }], profile)).toBe('warn')
  })
})

describe('evidence', () => {
  test('names the path, what is missing, and what was granted', () => {
    expect(granting({ permissions: ['read_balances'] })?.findings).toEqual([
      {
        code: 'narrower',
        seen: 'consent.permissions: ["read_balances"]',
        expected: 'consent.permissions: read_accounts, read_transactions',
        severity: 'warn',
      },
    ])
  })

  test('names what was not requested, and what was', () => {
    expect(granting({ permissions: [...consent.permissions, 'initiate'] })?.findings).toEqual([
      {
        code: 'wider',
        seen: 'consent.permissions: initiate',
        expected: `consent.permissions: ${JSON.stringify(consent.permissions)}`,
      },
    ])
  })

  test('has both values of a member that differs', () => {
    expect(granting({ dp_id: 'DP1' })?.findings).toEqual([
      { code: 'differs', seen: 'consent.dp_id: DP1', expected: 'consent.dp_id: DP9876543210' },
    ])
  })

  test('has all that the server added in one note, without the values', () => {
    expect(granting({ consent_id: 'c', accounts: [{ iban: 'MY1' }] })?.findings).toEqual([
      { code: 'enriched', seen: 'consent.consent_id, consent.accounts', severity: 'info' },
    ])
  })

  test('puts the worst first, and says which of several elements it is', () => {
    const other = { type: 'payment', amount: '5.00' }
    const found = judged([...consents, other], [{ ...other, id: 'p', amount: '50.00' }])?.findings
    expect(found).toEqual([
      { code: 'wider', seen: '[0].amount: 50.00', expected: '[0].amount: 5.00' },
      { code: 'narrower', expected: expect.stringContaining(type) as string, severity: 'warn' },
      { code: 'enriched', seen: '[0].id', severity: 'info' },
    ])
  })

  test('is cut, also where everything differs', () => {
    const long = 'x'.repeat(50_000)
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`m${index}`, 'a']))
    const result = judged(
      [{ type: 'a', [long]: long, ...many }],
      [
        {
          type: 'a',
          [long]: `${long}y`,
          ...Object.fromEntries(Object.keys(many).map((name) => [name, 'b'])),
        },
      ],
    )
    expect(JSON.stringify(result).length).toBeLessThan(8_000)
    expect(result?.findings.at(-1)).toEqual({ code: 'differs', seen: '… +491' })
  })
})

/** Without escapes, which JSON.parse of Node 24 misreads in the names of similar objects. */
const memberName = fc.stringMatching(/^[\w .:[\]é-]{0,12}$/)
const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.uniqueArray(tie('value'), { maxLength: 4, selector: (each) => JSON.stringify(each) }),
    fc.dictionary(memberName, tie('value'), { maxKeys: 4 }),
  ),
}))
/** Elements that hold a list at some depth, and where it is. */
const details: fc.Arbitrary<Details> = fc.array(
  fc.record({
    type: fc.constantFrom('a', 'b'),
    consent: fc.record({
      permissions: fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 4 }),
      more: value,
    }),
  }),
  { minLength: 1, maxLength: 4 },
)

const copy = (json: unknown): unknown => JSON.parse(JSON.stringify(json))

/** The same members in another order, and lists too. */
function reordered(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(reordered).toReversed()
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json)
      .toReversed()
      .map(([name, member]) => [name, reordered(member)]),
  )
}

/** All lists with entries, at any depth. */
function listsIn(json: unknown): unknown[][] {
  if (typeof json !== 'object' || json === null) return []
  const below = Object.values(json).flatMap(listsIn)
  return Array.isArray(json) && json.length > 0 ? [json as unknown[], ...below] : below
}

describe('whatever the details hold', () => {
  test('the same, and the same in another order, pass', () => {
    fc.assert(
      fc.property(details, (requested) => {
        expect(status(requested, requested)).toBe('pass')
        expect(status(requested, reordered(requested))).toBe('pass')
      }),
    )
  })

  test('one more entry of any list fails', () => {
    fc.assert(
      fc.property(details, fc.nat(), (requested, which) => {
        const granted = copy(requested)
        const lists = listsIn(granted)
        lists[which % lists.length]?.push('not requested by anyone')
        expect(status(requested, granted)).toBe('fail')
      }),
    )
  })

  test('one entry less of any list is a warning', () => {
    fc.assert(
      fc.property(details, fc.nat(), fc.nat(), (requested, which, at) => {
        const granted = copy(requested)
        const lists = listsIn(granted)
        const list = lists[which % lists.length]
        list?.splice(at % list.length, 1)
        expect(status(requested, granted)).toBe('warn')
      }),
    )
  })

  test('nothing throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (requested, granted) => {
        status(requested, granted)
        status([requested], [granted])
      }),
    )
  })
})

/** Counts how often a value inside is read. */
function counted<T extends object>(json: T, count: { reads: number }): T {
  const proxies = new WeakMap<object, object>()
  const wrap = <V extends object>(node: V): V => {
    const proxy = proxies.get(node) ?? new Proxy(node, { get: read })
    proxies.set(node, proxy)
    return proxy as V
  }
  const read = (target: object, name: string | symbol) => {
    count.reads += 1
    const member: unknown = Reflect.get(target, name)
    return typeof member === 'object' && member !== null ? wrap(member) : member
  }
  return wrap(json)
}

describe('the work', () => {
  const element = (index: number) => ({
    type: 'a',
    accounts: Array.from({ length: 20 }, (_, each) => ({
      iban: `${index}-${each}`,
      currency: 'MYR',
    })),
  })
  const elements = (count: number, change: (index: number) => JsonObject) =>
    Array.from({ length: count }, (_, index) => ({ ...element(index), ...change(index) }))

  function reads(size: number, change: (index: number) => JsonObject): number {
    const count = { reads: 0 }
    const requested = elements(size, () => ({}))
    detailDifferences(
      requested,
      elements(size, change).map((each) => counted(each, count)),
    )
    return count.reads
  }

  test.each<[string, (index: number) => JsonObject]>([
    ['every element has another member', (index) => ({ id: `i${index}` })],
    [
      'every element grants another account',
      (index) => ({ accounts: [{ iban: `x${index}`, currency: 'MYR' }] }),
    ],
    ['every element is like every other', () => ({ accounts: [{ currency: 'MYR' }] })],
  ])('grows with the size where %s', (_, change) => {
    expect(reads(100, change)).toBeLessThan(reads(50, change) * 2.5)
  })

  test('of an element that every requested one could justify is bounded', () => {
    const requested = elements(100, () => ({ accounts: [] }))
    const granted = elements(140, () => ({ accounts: [{ iban: 'x' }] }))
    const few = { reads: 0 }
    const many = { reads: 0 }
    detailDifferences(
      requested.slice(0, 50),
      granted.slice(0, 70).map((each) => counted(each, few)),
    )
    detailDifferences(
      requested,
      granted.map((each) => counted(each, many)),
    )
    expect(many.reads).toBeLessThan(few.reads * 2.5)
  })

  test('stops before what is too large or too deep', () => {
    const wide = [{ type: 'a', accounts: Array.from({ length: 100_000 }, (_, index) => index) }]
    const deep = `${'{"type":"a","a":['.repeat(5_000)}1${']}'.repeat(5_000)}`
    expect(detailDifferences(wide, wide)).toBeNull()
    expect(status(wide, wide)).toBe('info')
    expect(detailDifferences([JSON.parse(deep) as JsonObject], [])).toBeNull()
  })

  test('of many findings is cut as well', () => {
    const requested = elements(200, () => ({}))
    const granted = elements(200, (index) => ({ accounts: [{ iban: `z${index}` }], type: 'b' }))
    expect(findingsOf(detailDifferences(requested, granted) ?? []).length).toBeLessThan(30)
  })
})
