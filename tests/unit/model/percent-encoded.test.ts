import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPath, percentEncoded } from '@/lib/model/url'

/** Any UTF-16 code units, also lone surrogates. */
const anyText = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) })

test('everything except the unreserved characters is encoded', () => {
  expect(percentEncoded("aZ09-._~ !'()*:@/+&=%ç")).toBe(
    'aZ09-._~%20%21%27%28%29%2A%3A%40%2F%2B%26%3D%25%C3%A7',
  )
})

test('a segment keeps what a path may contain', () => {
  expect(inPath("urn:bank:a@b!'()*/?#")).toBe("urn:bank:a@b!'()*%2F%3F%23")
})

test.each([
  ['percentEncoded', percentEncoded],
  ['inPath', inPath],
])('%s of any text can be decoded, and a lone surrogate is replaced', (_, encode) => {
  expect(encode('a\uD800')).toBe('a%EF%BF%BD')
  fc.assert(
    fc.property(anyText, (text) => {
      expect(decodeURIComponent(encode(text))).toBe(text.toWellFormed())
    }),
  )
})
