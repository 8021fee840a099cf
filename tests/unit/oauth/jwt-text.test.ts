import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeJwt } from '@/lib/jose/decode'
import { joseHeaderOf, looksLikeJwt } from '@/lib/oauth/jwt-text'
import { workOf } from '../work'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const header = encode({ alg: 'ES256' })

test.each([
  ['three parts', `${header}.e30.c2ln`, true],
  ['three parts without a signature', `${header}.e30.`, true],
  ['three parts without a payload', `${header}..c2ln`, true],
  ['five parts', `${header}.a.b.c.d`, true],
  ['five parts of which all but the first are empty', `${header}....`, true],
  ['white space around it', `\n ${header}.e30.c2ln\t`, true],
  ['white space in it', `${header}.e30 .c2ln`, false],
  ['one part', header, false],
  ['two parts', `${header}.e30`, false],
  ['four parts', `${header}.a.b.c`, false],
  ['six parts', `${header}.a.b.c.d.e`, false],
  ['a header that is not an object', `${encode(['alg'])}.e30.c2ln`, false],
  ['nothing but the beginning of a header', 'ey.e30.c2ln', false],
  ['a character that is not base64url', `${header}.e30=.c2ln`, false],
  ['a domain name that begins alike', 'eye.example.com', true],
  ['more in front', `x ${header}.e30.c2ln`, false],
  ['no text', '', false],
])('%s', (_, text, expected) => {
  expect(looksLikeJwt(text)).toBe(expected)
})

const base64url = fc.string({ unit: fc.constantFrom(...'abyzABYZ0189-_') })
const object = fc.dictionary(fc.string(), fc.jsonValue())

test('any object, encoded, with two or four parts behind it looks like one, and its header can be read', () => {
  const parts = fc.oneof(fc.tuple(base64url, base64url), fc.tuple(...Array(4).fill(base64url)))
  // What begins with white space or has no member does not begin like a header.
  const members = object.filter((value) => Object.keys(value).length > 0)
  fc.assert(
    fc.property(members, parts, (value, rest) => {
      const text = [encode(value), ...rest].join('.')
      expect(looksLikeJwt(text)).toBe(true)
      expect(joseHeaderOf(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('no text throws, and surrounding white space is ignored', () => {
  const unit = fc.constantFrom(...'eyJ.-_ \n=')
  const space = fc.constantFrom('', ' ', '\n\t')
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit }), fc.string()), space, space, (text, before, after) => {
      const around = before + text + after
      expect(looksLikeJwt(around)).toBe(looksLikeJwt(text))
      expect(joseHeaderOf(around)).toEqual(joseHeaderOf(text))
    }),
  )
})

test('a text that looks like a JWT has three or five parts for the decoder', () => {
  const part = fc.oneof(base64url, fc.constant(header))
  fc.assert(
    fc.property(fc.array(part, { maxLength: 7 }), (parts) => {
      const text = [header, ...parts].join('.')
      expect(looksLikeJwt(text)).toBe([3, 5].includes(decodeJwt(text).parts.length))
    }),
  )
})

test.each([
  ['a header alone', header, { alg: 'ES256' }],
  ['a header before parts that cannot be read', `${header}.%%.%%.%%`, { alg: 'ES256' }],
  ['a header that is not JSON', 'eyJ.e30.c2ln', null],
  ['a header that is a list', `${encode([1])}.e30.`, null],
  ['no text', '', null],
])('the header of %s', (_, text, expected) => {
  expect(joseHeaderOf(text)).toEqual(expected)
})

test('the work grows with the text', async () => {
  const work = (text: string) => workOf(() => [looksLikeJwt(text), joseHeaderOf(text)])
  const long = (length: number) => [
    `ey${'.'.repeat(length)}`,
    `ey${'a'.repeat(length)}!`,
    ' '.repeat(length),
  ]
  await work('x')
  for (const at of [0, 1, 2]) {
    const [small, large] = [
      await work(long(10_000)[at] as string),
      await work(long(20_000)[at] as string),
    ]
    expect(large).toBeLessThan(2.2 * small + 100)
  }
})
