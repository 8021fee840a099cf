import { expect, test } from 'vitest'
import { paramRows } from '@/components/panel/message/param-rows'
import type { RuleResult } from '@/lib/model/rule-result'
import { failed, passed } from './sample'

const params = [
  ['access_token', 'a'],
  ['id_token', 'b'],
] as const
const rowsOf = (results: readonly RuleResult[]) =>
  paramRows({ place: 'member', params, results }).map(({ name, results: about }) => [
    name,
    about.length,
  ])

test('a check of the ID token that fails is in the row of the ID token, and adds no row', () => {
  const result: RuleResult = {
    ...failed,
    id: 'rf-id-token',
    on: 'id-token',
    of: 'id_token',
    about: 'sub',
  }
  expect(rowsOf([result])).toEqual([
    ['access_token', 0],
    ['id_token', 1],
  ])
})

test('the same rule about two JWTs is in the row of each', () => {
  const about = { ...failed, id: 'jose-exp-passed', on: 'jwt', about: 'exp' } as const
  expect(
    rowsOf([
      { ...about, of: 'access_token' },
      { ...about, of: 'id_token' },
    ]),
  ).toEqual([
    ['access_token', 1],
    ['id_token', 1],
  ])
})

test('a check of a JWT that passes is shown where it is decoded', () => {
  expect(rowsOf([{ ...passed, on: 'jwt', of: 'id_token', about: 'id_token' }])).toEqual([
    ['access_token', 0],
    ['id_token', 0],
  ])
})

test('a failed check of the message about a parameter that is missing adds its row', () => {
  expect(rowsOf([{ ...failed, about: 'token_type' }]).at(-1)).toEqual(['token_type', 1])
})

test('failed checks of a JWT that is the whole body are in one row for the body', () => {
  const about = { ...failed, on: 'jwt', of: 'body' } as const
  const results: readonly RuleResult[] = [
    { ...about, id: 'jose-crit', about: 'crit' },
    { ...about, id: 'jose-exp-passed', about: 'exp' },
  ]
  expect(paramRows({ place: 'member', params: [], results })).toMatchObject([
    { name: 'body', text: null, results },
  ])
})
