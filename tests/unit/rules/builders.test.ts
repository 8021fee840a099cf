import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonObject } from '@/lib/model/json'
import {
  absent,
  bounded,
  differBySlash,
  equal,
  finding,
  https,
  issuerUrl,
  members,
  oneOf,
  required,
  sameIssuer,
  unique,
  uriFindings,
} from '@/lib/rules/builders'
import type { CheckResult, Rule } from '@/lib/rules/rule'
import { response, success } from '../../rules/artefacts'

const row = {
  id: 'made-up',
  on: 'authorization-response',
  about: 'code',
  refs: ['RFC6749-4.1.2'],
} as const

const artefact = response(success)

/** What a built rule answers, as the codes of its findings. */
function answer(rule: Rule<string, 'authorization-response'>): unknown {
  const result: CheckResult = rule.check(artefact)
  return Array.isArray(result) ? result.map(({ code }) => code) : result
}

test('a finding has no member for what is absent', () => {
  expect(finding('differs')).toEqual({ code: 'differs' })
  expect(finding('differs', null, '')).toEqual({ code: 'differs', expected: '' })
})

test('a built rule keeps what its row says', () => {
  expect(required({ ...row, value: () => 1 })).toMatchObject(row)
})

/** Each builder, asked by the values that its row reads. */
const ask = {
  required: (value: unknown) => answer(required({ ...row, value: () => value })),
  equal: (seen: string | null, expected: string | null) =>
    answer(equal({ ...row, seen: () => seen, expected: () => expected })),
  oneOf: (value?: string) => answer(oneOf({ ...row, value: () => value, among: ['a'] })),
  unique: (names: string[] | null) => answer(unique({ ...row, names: () => names })),
  absent: (object: JsonObject | null) =>
    answer(absent({ ...row, names: ['a'], within: () => object })),
  members: (object: JsonObject | null) =>
    answer(members({ ...row, names: () => ['a'], within: () => object })),
  bounded: (value: number | null | undefined) =>
    answer(bounded({ ...row, value: () => value, atLeast: 1, below: 3 })),
  https: (url: string | null) => answer(https({ ...row, url: () => url })),
  issuerUrl: (value?: string) => answer(issuerUrl({ ...row, value: () => value })),
  sameIssuer: (seen?: string, expected: string | null = 'https://a') =>
    answer(sameIssuer({ ...row, seen: () => seen, expected: () => expected })),
} as const

test('required', () => {
  expect([ask.required('a'), ask.required(0)]).toEqual([[], []])
  expect([ask.required(undefined), ask.required('')]).toEqual([['missing'], ['missing']])
  expect(ask.required(null)).toBeUndefined()
})

test('equal', () => {
  expect([ask.equal('a', 'a'), ask.equal('a', 'A')]).toEqual([[], ['differs']])
  expect([ask.equal('a', null), ask.equal(null, 'a')]).toEqual(['not-observed', undefined])
})

test('oneOf', () => {
  expect([ask.oneOf('a'), ask.oneOf('b'), ask.oneOf()]).toEqual([[], ['unknown'], undefined])
})

test('unique', () => {
  expect([ask.unique(['a', 'b']), ask.unique([]), ask.unique(null)]).toEqual([[], [], undefined])
  expect(ask.unique(['a', 'b', 'a', 'a'])).toEqual(['repeated'])
})

test('absent and members', () => {
  const object = { a: null }
  expect([ask.absent({}), ask.absent(object), ask.absent(null)]).toEqual([
    [],
    ['present'],
    undefined,
  ])
  expect([ask.members(object), ask.members({}), ask.members(null)]).toEqual([
    [],
    ['missing'],
    undefined,
  ])
})

test('bounded', () => {
  expect([ask.bounded(1), ask.bounded(2.9)]).toEqual([[], []])
  expect([ask.bounded(3), ask.bounded(0)]).toEqual([['long'], ['short']])
  expect([ask.bounded(null), ask.bounded(undefined)]).toEqual(['not-observed', undefined])
})

test('https', () => {
  const good = ['https://a', 'http://127.0.0.1:1/', 'http://[::1]', 'http://localhost']
  expect(good.map(ask.https)).toEqual([[], [], [], []])
  const bad = ['http://127.0.0.1.example', 'ftp://a']
  expect(bad.map(ask.https)).toEqual([['scheme'], ['scheme']])
  expect([ask.https(null), ask.https('/a')]).toEqual([undefined, undefined])
})

test('issuerUrl', () => {
  expect([ask.issuerUrl('https://a/b'), ask.issuerUrl('http://localhost')]).toEqual([[], []])
  expect(ask.issuerUrl('http://u@a?#')).toEqual(['scheme', 'query', 'fragment', 'userinfo'])
  expect([ask.issuerUrl('a'), ask.issuerUrl()]).toEqual([['not_url'], undefined])
})

test('sameIssuer', () => {
  expect([ask.sameIssuer('https://a'), ask.sameIssuer('https://a/')]).toEqual([[], ['slash']])
  expect([ask.sameIssuer('https://A'), ask.sameIssuer('https://a//')]).toEqual([
    ['differs'],
    ['differs'],
  ])
  expect([ask.sameIssuer('https://a', null), ask.sameIssuer()]).toEqual(['not-observed', undefined])
})

test('two texts that differ by a slash are never equal, and become equal by one', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(differBySlash(text, text)).toBe(false)
      fc.pre(!text.endsWith('/'))
      expect(differBySlash(`${text}/`, text)).toBe(true)
      expect(differBySlash(`${text}//`, text)).toBe(false)
    }),
  )
})

const codes = (uri: string) => uriFindings(uri).map(({ code }) => code)

test('a URI is absolute, ASCII and at most 512 characters long', () => {
  expect(codes('urn:a')).toEqual([])
  expect(codes(`urn:${'a'.repeat(508)}`)).toEqual([])
  expect(codes(`urn:${'a'.repeat(509)}`)).toEqual(['long'])
  expect(codes('//a')).toEqual(['relative'])
  expect(codes('urn:')).toEqual(['relative'])
  expect(codes('urn:a b')).toEqual(['charset'])
})
