import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markdownCode, markdownRow, markdownText } from '@/lib/model/markdown'

/** Pipes that end a cell: those without an odd number of backslashes before them. */
const cellEnds = (line: string) =>
  [...line.matchAll(/(\\*)\|/g)].filter(([, slashes = '']) => slashes.length % 2 === 0).length

test('no text leaves its cell or its line', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '|', '\\', '`', '\n', '\r', '*', '[') })
  fc.assert(
    fc.property(text, (value) => {
      const line = markdownRow([markdownText(value), markdownCode(value)])
      expect(line).not.toMatch(/[\r\n]/)
      expect(cellEnds(line)).toBe(3)
    }),
  )
})

test('plain values are code', () => {
  expect(markdownCode('jwks_uri')).toBe('`jwks_uri`')
  expect(markdownCode('a|b')).toBe(String.raw`a\|b`)
})
