import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskedJson } from '@/components/panel/message/masked-json'

test('credentials are bullets wherever they stand, the rest stays', () => {
  const value = [{ access_token: 'secret', scope: 'openid', nested: { code: 'secret', n: 1 } }]
  expect(maskedJson(value)).toEqual([
    {
      access_token: expect.stringMatching(/^•+$/),
      scope: 'openid',
      nested: { code: expect.stringMatching(/^•+$/), n: 1 },
    },
  ])
})

test('no depth and no value makes it throw, and none shows a credential', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 200 }), (value, depth) => {
      let nested: object = { refresh_token: 'a-secret-value', beside: value }
      for (let level = 0; level < depth; level += 1) nested = { level: nested }
      expect(JSON.stringify(maskedJson(nested))).not.toContain('a-secret-value')
    }),
  )
  expect(() =>
    maskedJson(JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as object),
  ).not.toThrow()
})
