import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareMember } from '@/lib/consent/compare-member'
import { compareObjects } from '@/lib/consent/compare-section'
import { consentOf } from '@/lib/consent/consent'
import { maskedDocument } from '@/lib/consent/masked-account'
import { pairDetails } from '@/lib/consent/pair-elements'
import { relations } from '@/lib/consent/relation'
import { detailType, resourceType, scopeType } from '@/lib/consent/types'
import type { JsonObject } from '@/lib/model/json'
import { consentFlow, ofmConsent } from '../../samples/consents'

const json = fc.jsonValue({ maxDepth: 4 })
const names = ['permissions', 'accounts', 'status', 'expiration_datetime', 'dp_id', 'scope', 'type']
const object = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), json)

const types = [
  detailType({ type: 'urn:openfinance-ml:account-access-consent:v1.2' }),
  detailType({ type: 'other' }),
  scopeType([{ scope: '' }]),
  scopeType([{ sharing_duration: 1 }]),
  ...[
    { Data: { Permissions: [] } },
    { Data: { Initiation: { InstructedAmount: {} } } },
    { data: { permissions: [] } },
    { data: { payment: { amount: '1' } } },
    { access: {}, validUntil: '' },
  ].flatMap((body) => resourceType(body) ?? []),
]

test('every type of the table is covered', () => {
  expect(new Set(types.map(({ name }) => name)).size).toBe(9)
})

describe.each(types)('$name', (type) => {
  test('compared with itself everything is the same', () => {
    fc.assert(
      fc.property(object, (value) => {
        const sides = { requested: value, granted: value, now: value } as const
        const rows = compareObjects({ ...type, read: (document) => document }, sides, null)
        for (const { word, status } of rows) {
          expect(['same', 'as_expected', 'withdrawn', null]).toContain(word)
          expect(['pass', 'warn', null]).toContain(status)
        }
      }),
    )
  })

  test('no value makes it throw', () => {
    fc.assert(
      fc.property(object, object, object, (requested, granted, now) => {
        compareObjects(type, { requested, granted, now }, null)
        compareObjects(type, { requested, granted: null, now }, 'withdrawn')
      }),
    )
  })
})

test('any authorization_details is read', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), json, json, (text, granted, introspected) => {
      const flow = consentFlow('any', {
        requested: { authorizationDetails: text, scope: 'openid' },
        granted: { authorization_details: granted },
        introspected: { active: true, authorization_details: introspected },
      })
      expect(() => consentOf(flow, Date.now())).not.toThrow()
    }),
  )
})

const opposite = { narrower: 'wider', wider: 'narrower', later: 'narrower' } as const

test.each(['set', 'quantity', 'instant', 'accounts'] as const)(
  '%s: narrower one way is wider the other way',
  (kind) => {
    const value = {
      set: fc.array(fc.constantFrom('a', 'b', 'c')),
      accounts: fc.array(fc.record({ account_id: fc.constantFrom('1', '2', '3') })),
      quantity: fc.integer(),
      instant: fc
        .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString()),
    }[kind]
    fc.assert(
      fc.property(value, value, (one, other) => {
        const [there, back] = [relations[kind](one, other, {}), relations[kind](other, one, {})]
        const wanted = opposite[there as keyof typeof opposite] ?? there
        expect(back === 'later' ? 'wider' : back).toBe(wanted)
      }),
    )
  },
)

test('a time that no date can have is not a time', () => {
  expect(relations.instant(1e305, 1e305, {})).toBe('same')
})

test('ten thousand elements are paired in linear time', () => {
  const elements = Array.from({ length: 10_000 }, (_, index): JsonObject => ({
    type: 'a',
    actions: [`${index}`],
  }))
  const { pairs, rest } = pairDetails(elements, elements.toReversed())
  expect(pairs[0]).toBe(9999)
  expect(rest).toEqual([])
})

test('a set of many long entries is compared', () => {
  const permissions = Array.from({ length: 10_000 }, (_, index) => `${index}${'x'.repeat(100)}`)
  const sides = { requested: { permissions }, granted: { permissions }, now: undefined }
  const type = detailType({ type: 'urn:openfinance-ml:account-access-consent:v1' })
  const [member] = type.members
  if (!member) throw new Error('No member')
  expect(compareMember(member, sides, { type, ended: null })).toHaveLength(10_000)
})

test('account numbers are masked at any depth', () => {
  const masked = maskedDocument([{ a: { accountNumber: '12345678', iban: 'DE40 1001 0010 3307' } }])
  expect(JSON.stringify(masked)).toBe('[{"a":{"accountNumber":"****5678","iban":"****3307"}}]')
  expect(maskedDocument(ofmConsent)).toEqual(ofmConsent)
})

test('elements with identifiers are paired by them, whatever else they contain', () => {
  const element = (identifier: string, ...actions: string[]) => ({ type: 'a', identifier, actions })
  const { pairs } = pairDetails(
    [element('1', 'read', 'list'), element('2', 'write')],
    [element('2', 'read', 'list'), element('1', 'write')],
  )
  expect(pairs).toEqual([1, 0])
})
