import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differenceOf } from '@/lib/model/difference'

test('marks what differs between a common beginning and a common end', () => {
  expect(differenceOf('https://as.example/a/token', 'https://as.example/b/token')).toEqual({
    one: { before: 'https://as.example/', differs: 'a', after: '/token' },
    other: { before: 'https://as.example/', differs: 'b', after: '/token' },
  })
})

test('marks only in the longer text what the shorter one lacks', () => {
  expect(differenceOf('openid accounts', 'openid accounts profile')).toMatchObject({
    one: { differs: '' },
    other: { differs: ' profile' },
  })
})

test.each([
  ['equal texts', 'abc', 'abc'],
  ['texts with hardly anything in common', 'kq3Z9', '8fWmP'],
  ['an empty text', '', 'abc'],
])('marks nothing in %s', (_, one, other) => {
  expect(differenceOf(one, other)).toBeNull()
})

test('loses no character and splits no surrogate pair', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', '\u{1F600}', '\u{1F601}'),
    maxLength: 8,
  })
  fc.assert(
    fc.property(text, text, (one, other) => {
      const found = differenceOf(one, other)
      for (const [part, whole] of found
        ? ([
            [found.one, one],
            [found.other, other],
          ] as const)
        : []) {
        expect(part.before + part.differs + part.after).toBe(whole)
        for (const each of Object.values(part) as string[]) expect(each.isWellFormed()).toBe(true)
      }
    }),
  )
})
