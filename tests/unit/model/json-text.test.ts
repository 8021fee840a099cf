import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonObjectOf, jsonText, jsonTypeOf } from '@/lib/model/json'
import { paramsIn } from '@/lib/model/params'
import { isJwe } from '@/lib/oauth/jwt-text'
import { shortTypeOf } from '@/lib/oauth/authorization-details'

describe('a JSON value as text', () => {
  test('a string is unchanged, anything else is JSON', () => {
    expect(['a', '', 1, true, null, [1], { a: 'b' }, undefined].map(jsonText)).toEqual([
      'a',
      '',
      '1',
      'true',
      'null',
      '[1]',
      '{"a":"b"}',
      'undefined',
    ])
  })

  test('members become parameters in their order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const params = paramsIn(object)
        expect(params.map(([name]) => name)).toEqual(Object.keys(object))
        for (const [name, text] of params)
          expect(text).toBe(
            typeof object[name] === 'string' ? object[name] : JSON.stringify(object[name]),
          )
      }),
    )
  })

  test('each JSON type has its name', () => {
    expect([null, [], {}, 'a', 1, false].map(jsonTypeOf)).toEqual([
      'null',
      'array',
      'object',
      'string',
      'number',
      'boolean',
    ])
  })

  test('a text that is not a JSON object has no members', () => {
    expect(['', '[]', '"a"', '{', 'null'].map(jsonObjectOf)).toEqual([null, null, null, null, null])
    expect(jsonObjectOf(' {"a":1}')).toEqual({ a: 1 })
  })
})

test('a compact token with five parts is encrypted', () => {
  expect(['a.b.c.d.e', 'a..c.d.e', 'a.b.c', '', 'a.b.c.d.e.f'].map(isJwe)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})

test('the type of an authorization detail without its namespace', () => {
  const types = ['urn:openfinance-ml:account-access-consent:v1.2', 'payment', '', 7, undefined]
  expect(types.map((type) => shortTypeOf({ type }))).toEqual([
    'account-access-consent:v1.2',
    'payment',
    null,
    null,
    null,
  ])
  expect([null, 'payment', []].map(shortTypeOf)).toEqual([null, null, null])
})
