import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bullets, maskedJson, maskedText, textPieces } from '@/lib/model/masking'

describe('maskedText', () => {
  test.each([
    ['a query', 'https://app.example/cb?code=abc&state=s', `?code=${bullets}&state=s`],
    ['a fragment', 'https://app.example/cb#id_token=abc', `#id_token=${bullets}`],
    ['a name that is encoded', 'https://app.example/cb?%63ode=abc', `?%63ode=${bullets}`],
    ['a URL inside of another', 'https://as.example/?next=https://app.example/?code=abc', bullets],
    ['a form', 'state=s\ncode=abc', `state=s\ncode=${bullets}`],
    ['JSON', '{ "access_token": "a\\"bc", "expires_in": 60 }', `"${bullets}", "expires_in": 60`],
    ['a value on the next line', '{"access_token":\n  "abc"}', `{"access_token":\n  "${bullets}"}`],
    ['a name with escapes', String.raw`{"access\u005ftoken":"abc"}`, `:"${bullets}"}`],
    ['a number', '{"password": 1234}', `{"password": ${bullets}}`],
    ['JSON that is cut off', '{"access_token":"half-of-a-s', `{"access_token":"${bullets}`],
    ['a header', 'x: y\ncookie: abc', `x: y\ncookie: ${bullets}`],
    ['credentials', 'Authorization: Bearer abc', `Authorization: Bearer ${bullets}`],
    ['a URL in a header', 'location: /cb?a=b&code=abc', `location: /cb?a=b&code=${bullets}`],
  ])('masks the secret of %s', (_, text, expected) => {
    const shown = maskedText(text, 'member')
    expect(shown).toContain(expected)
    expect(shown).not.toMatch(/abc|a\\"bc|half|1234/)
  })

  test.each([
    'https://app.example/cb?state=s&code=&codes=abc#',
    '{"code":"UK.OBIE.Field.Missing","token_type":"Bearer","id_token":{"acr":null}}',
    'HTTP 201\ndpop: abc\ncontent-type: text/html\n\n<p>"code" = abc</p>',
  ])('leaves %j as it is', (text) => {
    expect(maskedText(text, 'member')).toBe(text)
  })

  test('the members of a request are parameters', () => {
    expect(maskedText('{"code":"abc"}', 'parameter')).toBe(`{"code":"${bullets}"}`)
  })

  test('the parts of any text are that text', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('"code":"', 'code=', '&', '"', '\\', '\r\n', 'cookie: ', 'location: ?code=x'),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        expect(
          textPieces(text, 'parameter')
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })

  test('a long text takes no long time', () => {
    const started = performance.now()
    for (const unit of ['"', '\\', 'a', '"a":', '?', '=', '"a" ', 'cookie: \n'])
      maskedText(unit.repeat(256_000 / unit.length), 'member')
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

describe('maskedJson', () => {
  test('masks secrets wherever they stand, the rest stays', () => {
    const value = [{ access_token: 'secret', scope: 'openid', nested: { token: 1, n: 1 } }]
    expect(maskedJson(value, 'member')).toEqual([
      { access_token: bullets, scope: 'openid', nested: { token: bullets, n: 1 } },
    ])
  })

  test('keeps what is no value of a secret: the claims that are requested of an ID token', () => {
    const claims = { id_token: { acr: { essential: true } } }
    expect(maskedJson(claims, 'member')).toEqual(claims)
  })

  test('no depth and no value makes it throw, and none shows a secret', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 200 }), (value, depth) => {
        let nested: object = { refresh_token: 'a-secret-value', beside: value }
        for (let level = 0; level < depth; level += 1) nested = { level: nested }
        expect(JSON.stringify(maskedJson(nested, 'member'))).not.toContain('a-secret-value')
      }),
    )
    expect(() =>
      maskedJson(JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as object, 'member'),
    ).not.toThrow()
  })
})

test.each(['#/id_token=', '#/login?code=', '#!/cb?state=s&code=', '#/login#access_token='])(
  'a secret behind a route is masked: %s',
  (lead) => {
    const text = `https://app.example/${lead}SECRET&iss=https://as.example`
    expect(maskedText(text, 'parameter')).toBe(
      `https://app.example/${lead}${'•'.repeat(20)}&iss=https://as.example`,
    )
  },
)
