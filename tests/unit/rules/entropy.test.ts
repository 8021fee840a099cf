import fc from 'fast-check'
import { expect, test } from 'vitest'
import { estimatedBits, possibleBits, weaknessOf } from '@/lib/rules/entropy'

const random = (alphabet: string, length: number) =>
  fc
    .noBias(fc.array(fc.nat(alphabet.length - 1), { minLength: length, maxLength: length }))
    .map((indices) => indices.map((index) => alphabet[index]).join(''))

const hex = '0123456789abcdef'
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

test('a random value of 128 bits is not called weak', () => {
  const value = fc.oneof(random(base64url, 22), random(hex, 32), random('0123456789', 39))
  fc.assert(
    fc.property(value, (text) => {
      fc.pre(possibleBits(text) >= 128)
      expect(weaknessOf(text)).toBeNull()
    }),
    { numRuns: 2000, seed: 20_261_120 },
  )
})

test('the alphabet decides how much a text can hold', () => {
  expect(possibleBits('0123456789')).toBeCloseTo(33.2, 1)
  expect(possibleBits('0123abcd')).toBe(32)
  expect(possibleBits('0123ABCD')).toBe(32)
  expect(possibleBits('0123abcz')).toBeCloseTo(41.4, 1)
  expect(possibleBits('0123aBcz')).toBe(48)
  expect(possibleBits('3f2504e0-4f89-41d3-9a0c-0305e82c3301')).toBe(128)
})

test('what repeats itself is weak, whatever its length', () => {
  expect(estimatedBits('a'.repeat(100))).toBe(0)
  expect(weaknessOf('')).toEqual({ code: 'short', bits: 0 })
  expect(weaknessOf('SplxlOBe')).toEqual({ code: 'short', bits: 48 })
  expect(weaknessOf('Code'.repeat(7))).toMatchObject({ code: 'repetitive' })
  expect(weaknessOf(`${'0'.repeat(60)}42`)).toMatchObject({ code: 'repetitive' })
})
