import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isObject, jsonArrayOf, jsonObjectOf, jsonTreeOf, textIn } from '@/lib/model/json'
import { depthLimit } from '@/lib/model/strict-json'
import { workOf } from '../work'

/** The value of a JSON text; undefined if it is not one. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 3 })
const json = fc.tuple(space, fc.json(), space).map((parts) => parts.join(''))
const nearly = fc.string({ unit: fc.constantFrom(...'{}[],:"\\ 01-.eEtruefalsn\u00A0\uFEFF') })
const text = fc.oneof(json, nearly, fc.string())

test('any text is read as JSON.parse reads it, if that gives an object or an array, and never throws', () => {
  fc.assert(
    fc.property(text, (each) => {
      const value = parsed(each)
      const isTree = typeof value === 'object' && value !== null
      expect(jsonTreeOf(each)).toEqual(isTree ? value : null)
      expect(jsonObjectOf(each)).toEqual(isTree && !Array.isArray(value) ? value : null)
      expect(jsonArrayOf(each)).toEqual(Array.isArray(value) ? value : null)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['an object', ' {"a":1} ', { a: 1 }, null],
  ['an array', '\n[1]', null, [1]],
  ['a string', '"{}"', null, null],
  ['a number', '1', null, null],
  ['null', 'null', null, null],
  ['no text', '', null, null],
  ['a cut-off object', '{"a":1', null, null],
  ['an object with more behind it', '{} {}', null, null],
  ['a byte order mark', '\uFEFF{}', null, null],
])('%s', (_, each, object, array) => {
  expect(jsonObjectOf(each)).toEqual(object)
  expect(jsonArrayOf(each)).toEqual(array)
})

test('the last of two duplicate members counts', () => {
  expect(jsonObjectOf('{"aud":1,"aud":2}')).toEqual({ aud: 2 })
})

describe('a text that exceeds the depth of the strict parser', () => {
  const nested = (levels: number, inside = '1') =>
    `${'{"a":'.repeat(levels)}${inside}${'}'.repeat(levels)}`

  test.each([depthLimit, depthLimit + 1, 1000])('%i levels are read', (levels) => {
    expect(JSON.stringify(jsonObjectOf(nested(levels)))).toBe(nested(levels))
  })

  test.each([depthLimit, depthLimit + 1, 1000])('%i levels that are not JSON are not', (levels) => {
    expect(jsonObjectOf(nested(levels, ''))).toBeNull()
    expect(jsonTreeOf('['.repeat(levels))).toBeNull()
  })

  // JSON.stringify and the trees of the panel are recursive, and would overflow the stack.
  test.each([1001, 1_000_000])('%i levels are too many', (levels) => {
    expect(jsonTreeOf(nested(levels))).toBeNull()
    expect(jsonTreeOf('['.repeat(levels))).toBeNull()
  })
})

test('the work grows with the text', async () => {
  const work = (length: number) => workOf(() => jsonTreeOf(`{"a":${' '.repeat(length)}`))
  await work(1)
  expect(await work(20_000)).toBeLessThan(2.2 * (await work(10_000)))
})

test.each([
  [{}, true],
  [{ a: 1 }, true],
  [Object.create(null), true],
  [[], false],
  [null, false],
  [undefined, false],
  ['{}', false],
  [1, false],
])('%j is an object: %s', (value, expected) => {
  expect(isObject(value)).toBe(expected)
})

test.each([
  [{ a: 'text' }, 'text'],
  [{ a: '' }, ''],
  [{ a: 1 }, null],
  [{ a: ['text'] }, null],
  [{ a: null }, null],
  [{}, null],
  [null, null],
])('the text at a of %j is %j', (object, expected) => {
  expect(textIn(object, 'a')).toBe(expected)
})

test('inherited properties are not read', () => {
  for (const name of ['constructor', 'toString', '__proto__'])
    expect(textIn(jsonObjectOf('{}'), name)).toBeNull()
})
