import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBase64url } from '@/lib/jose/base64url'

test('reads what Node writes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (octets) => {
      const text = Buffer.from(octets).toString('base64url')
      const { bytes, problem } = readBase64url(text)
      expect(problem).toBeNull()
      expect(Buffer.from(bytes ?? [])).toEqual(Buffer.from(octets))
    }),
  )
})

test('padding is read past, and named where it begins', () => {
  expect(readBase64url('YQ==')).toMatchObject({
    bytes: new Uint8Array([97]),
    problem: { code: 'padding', seen: '== at 3' },
  })
})

// By a pattern this took a minute: it tried every run of the padding anew.
test('half a million = before another character are soon read', () => {
  expect(readBase64url(`${'='.repeat(500_000)}x`).problem).toMatchObject({ code: 'character' })
  expect(readBase64url('='.repeat(500_000)).problem?.seen.length).toBeLessThan(40)
})
