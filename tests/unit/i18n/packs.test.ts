import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  fillNamed,
  fillNumbered,
  packed,
  packOf,
  packReader,
  pluralOf,
  type Messages,
} from '@/lib/i18n/packs'
import { getMessageOf } from '../../samples/get-message'

const messages = generateChromeMessages(
  await parseMessagesFile('lib/i18n/locales/en.yml'),
) as Messages
const packs = packed(messages)
const values = ['one', 'two', 'three', 'four']

test('every text of the locale reads as it does from a browser', () => {
  const single = getMessageOf(messages)
  const readPacked = packReader(getMessageOf(packs))
  const keys = Object.keys(messages)
  expect(keys.length).toBeGreaterThan(5000)
  for (const key of keys) {
    const text = readPacked(key)
    const read = text === null ? getMessageOf(packs)(key, values) : fillNumbered(text, values)
    expect([key, read]).toEqual([key, single(key, values)])
  }
})

test('the browser has to read few messages, and no placeholder is left in a pack', () => {
  expect(Object.keys(packs).length).toBeLessThan(300)
  const inPacks = Object.entries(packs).filter(([name]) => name.startsWith('texts_'))
  expect(inPacks.filter(([, { message }]) => message.includes('$'))).toEqual([])
})

test('what the manifest names stays a message', () => {
  expect(packOf('extension_name')).toBeNull()
  expect(packs['extension_name']).toEqual(messages['extension_name'])
})

test('a key without a text has none, whatever its name', () => {
  const read = packReader(getMessageOf(packs))
  for (const key of ['', 'popup_x', 'none_x', '__proto__', 'constructor_x', 'popup_constructor'])
    expect(read(key)).toBeNull()
})

test('any text survives', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const read = packReader(getMessageOf(packed({ popup_a: { message: text } })))
      expect(read('popup_a')).toBe(text)
    }),
  )
})

test('a pack is opened once', () => {
  const read: string[] = []
  const texts = packReader((name) => (read.push(name), packs[name]?.message ?? ''))
  for (const key of Object.keys(messages)) texts(key)
  expect(read.length).toBe(new Set(read).size)
})

test.each([
  ['$1 of $2', ['a', '$1'], 'a of $1'],
  ['$$1 and $3', ['a'], '$1 and '],
])('%s with %j', (text, given, expected) => {
  expect(fillNumbered(text, given)).toBe(expected)
})

test('a name without a value stays', () => {
  expect(fillNamed('{a} {b} {toString}', { a: 1 })).toBe('1 {b} {toString}')
})

test.each([
  ['1 flow | $1 flows', 1, '1 flow'],
  ['1 flow | $1 flows', 0, '$1 flows'],
  ['none | one | many', 0, 'none'],
  ['none | one | many', 1, 'one'],
  ['none | one | many', 7, 'many'],
  ['always', 3, 'always'],
])('%s for %d', (text, count, form) => {
  expect(pluralOf(text, count)).toBe(form)
})
