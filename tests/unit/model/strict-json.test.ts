import fc from 'fast-check'
import { expect, test } from 'vitest'
import { depthLimit, parseJson } from '@/lib/model/strict-json'

test('whatever JSON can say is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(0, 2, '\t'), (text, indent) => {
      const pretty = JSON.stringify(JSON.parse(text), null, indent)
      const expected: unknown = JSON.parse(pretty)
      expect(parseJson(pretty)).toMatchObject({ duplicates: [], error: null })
      expect(parseJson(pretty).value).toEqual(expected)
    }),
  )
})

test('takes and refuses the same texts as JSON.parse', () => {
  const characters = [...'{}[],:"\\ \n\tu0019.-+eEtrufalsn"']
  const soup = fc.string({ unit: fc.constantFrom(...characters), maxLength: 12 })
  const broken = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom(...characters))
    .map(([text, at, character]) => {
      const index = at % (text.length + 1)
      return text.slice(0, index) + character + text.slice(index + 1)
    })
  fc.assert(
    fc.property(fc.oneof(soup, broken, fc.string()), (text) => {
      expect(parseJson(text).error === null).toBe(isJson(text))
    }),
    { numRuns: 3000 },
  )
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test.each([
  ['{"aud":1,"aud":2}', ['aud']],
  [String.raw`{"alg":1,"\u0061lg":2}`, ['alg']],
  ['{"cnf":{"jkt":1,"jkt":2},"jkt":3}', ['cnf.jkt']],
  ['{"a":[{"b":1},{"b":2,"b":3}],"b":4}', ['a.b']],
  ['{"a":{},"b":{"a":1},"a":1,"a":2}', ['a']],
  ['{"":1,"":2}', ['']],
  ['{"__proto__":1,"__proto__":2,"constructor":3}', ['__proto__']],
])('names the members of %s that stand twice', (text, duplicates) => {
  expect(parseJson(text)).toMatchObject({ duplicates, error: null })
})

test('the last of several members is the value, as in JSON.parse', () => {
  expect(parseJson('{"aud":1,"aud":2}').value).toEqual({ aud: 2 })
})

test.each([
  ['{"a":1,}', '"}" at line 1, column 8'],
  ['{\n  "a" 1\n}', '"1" at line 2, column 7'],
  ['[1 ', 'end of text at line 1, column 4'],
  ['', 'end of text at line 1, column 1'],
  ['\uFEFF{}', 'U+FEFF at line 1, column 1'],
  ["{'a':1}", `"'" at line 1, column 2`],
])('says where %j stops being JSON', (text, error) => {
  expect(parseJson(text)).toMatchObject({ value: undefined, error })
})

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

test('counts levels and stops at the limit', () => {
  expect(parseJson('{"a":[{}]}').depth).toBe(3)
  expect(parseJson(nested(depthLimit)).error).toBeNull()
  expect(parseJson(nested(depthLimit + 1))).toMatchObject({
    value: undefined,
    error: '> 64 levels',
  })
  expect(parseJson('['.repeat(1_000_000)).error).toBe('> 64 levels')
})

test('a long string does not hang or overflow', () => {
  const text = JSON.stringify({ a: '\\"x'.repeat(250_000), b: 'x'.repeat(1_000_000) })
  expect(parseJson(text).error).toBeNull()
})
