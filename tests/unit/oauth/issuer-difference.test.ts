import fc from 'fast-check'
import { expect, test } from 'vitest'
import { issuerDifference } from '@/lib/oauth/issuer-difference'

const expected = 'https://auth.example/tenant'

test.each([
  [`${expected}/`, 'slash', expected, '/', '', ''],
  [` ${expected}`, 'white_space', '', ' ', '', expected],
  ['https://Auth.example/tenant', 'case', 'https://', 'A', 'a', 'uth.example/tenant'],
  ['https://auth.example/TENANT', 'case', 'https://auth.example/', 'TENANT', 'tenant', ''],
  ['http://auth.example/tenant', 'scheme', 'http', '', 's', '://auth.example/tenant'],
  ['https://auth.example:443/tenant', 'port', 'https://auth.example', ':443', '', '/tenant'],
  ['https://auth2.example/tenant', 'host', 'https://auth', '2', '', '.example/tenant'],
  ['https://auth.example/tenants', 'path', expected, 's', '', ''],
  ['https://auth.example', 'path', 'https://auth.example', '', '/tenant', ''],
  ['https://аuth.example/tenant', 'alphabet', 'https://', 'а', 'a', 'uth.example/tenant'],
  ['http://auth2.example/tenant', 'other', 'http', '://auth2', 's://auth', '.example/tenant'],
  ['nothing', 'other', '', 'nothing', expected, ''],
])('%j: %s', (text, kind, before, seen, missing, after) => {
  const position = [...before].length
  expect(issuerDifference(text, expected)).toEqual({
    position,
    before,
    seen,
    expected: missing,
    after,
    kind,
  })
})

test('a slash that is missing', () => {
  expect(issuerDifference('https://a.example', 'https://a.example/')).toEqual({
    position: 17,
    before: 'https://a.example',
    seen: '',
    expected: '/',
    after: '',
    kind: 'slash',
  })
})

test('characters beyond 16 bits stay whole', () => {
  expect(issuerDifference('a\u{1f600}', 'a\u{1f601}')).toMatchObject({
    position: 1,
    seen: '\u{1f600}',
    expected: '\u{1f601}',
  })
})

test('the parts give both texts again, and begin to differ where it says', () => {
  const text = fc.oneof(fc.webUrl(), fc.string({ unit: fc.constantFrom('a', 'b', '/', ':', 'é') }))
  fc.assert(
    fc.property(text, text, (a, b) => {
      const found = issuerDifference(a, b)
      expect(found === null).toBe(a === b)
      if (!found) return
      const { before, after, seen, expected: wanted, position } = found
      expect(before + seen + after).toBe(a)
      expect(before + wanted + after).toBe(b)
      expect([...before]).toHaveLength(position)
      expect([...a][position]).not.toBe([...b][position])
    }),
  )
})
