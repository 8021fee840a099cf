import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prettyJson } from '@/lib/model/pretty-json'

test('each member and each item is on a line of its own', () => {
  expect(prettyJson('{"a":1,"b":[{"c":"x:{,}"},2],"d":{},"e":[]}')).toBe(`{
  "a": 1,
  "b": [
    {
      "c": "x:{,}"
    },
    2
  ],
  "d": {},
  "e": []
}`)
})

test('repeated members, long numbers and escapes stay as written', () => {
  const text = '{"a":1,"a":12345678901234567890,"b":"\\u0041\\"","c":1.0e2}'
  expect(prettyJson(text).replaceAll(/[\n ]/g, '')).toBe(text)
})

test.each([
  ['text', 'Not found'],
  ['broken JSON', '{"a":1,'],
  ['a form', 'a=b&c=d'],
  ['JSON that is not an object', '"a: b"'],
  ['JSON that is too long', `[${'1,'.repeat(60_000)}1]`],
])('%s stays as it is', (_, text) => {
  expect(prettyJson(text)).toBe(text)
})

test('the value stays the same', () => {
  const value = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()))
  fc.assert(
    fc.property(value, (json) => {
      const text = JSON.stringify(json)
      expect(JSON.stringify(JSON.parse(prettyJson(text)))).toBe(text)
    }),
  )
})

test('deep levels do not multiply the text', () => {
  const deep = `${'['.repeat(60)}${'1,'.repeat(40_000)}1${']'.repeat(60)}`
  expect(prettyJson(deep).length).toBeLessThan(30 * deep.length)
})
