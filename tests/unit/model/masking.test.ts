import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bullets,
  maskedJson,
  maskedPieces,
  maskedText,
  textPieces,
  valuePieces,
} from '@/lib/model/masking'

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
    ['a form with brackets', 'x=1&code[]=abc', `x=1&code[]=${bullets}`],
    ['a header without a space', 'cookie:abc', `cookie:${bullets}`],
    ['a header of one vendor', 'X-Api-Key: abc', `X-Api-Key: ${bullets}`],
    ['a token in a header', 'x-access-token: abc', `x-access-token: ${bullets}`],
    ['a name in camel case', '{"accessToken":"abc"}', `{"accessToken":"${bullets}"}`],
    ['a member of one vendor', '{"connection_secret":"abc"}', `_secret":"${bullets}"}`],
    ['a list', '{"refresh_token":["abc", "a]bc"],"n":1}', `[${bullets}],"n":1}`],
    ['a URL in JSON', '{"to":"https://a.example/?code=abc","n":1}', `?code=${bullets}","n":1}`],
    ['HTML', '<a href="/cb?x=1&amp;code=abc">on</a>', `&amp;code=${bullets}">on</a>`],
    ['a URL in a parameter', '/x?to=https%3A%2F%2Fa%2F%3Fcode%3Dabc&n=1', `?to=${bullets}&n=1`],
    ['a URL that is encoded twice', '/x?to=%252Fa%253Fcode%253Dabc&n=1', `?to=${bullets}&n=1`],
    [
      'JSON in a string',
      JSON.stringify({ echo: '{"code_verifier":"abc"}', n: 1 }),
      `"${bullets}","n":1}`,
    ],
    ['credentials in a URL', 'https://user:abc@a.example/', `//user:${bullets}@a.example/`],
    ['headers that a server echoes', '{"Authorization":"Bearer abc"}', `"Bearer ${bullets}"`],
    ['a private key', '{"jwk":{"kty":"EC","x":"1","d":"abc"}}', `"x":"1","d":"${bullets}"`],
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
    '{"d":"2026-01-01","k":"v","p":1}',
    '{"token_type":"Bearer","token_type_hint":"access_token","next":"/x?page=2","secret":null}',
    '/as?redirect_uri=https%3A%2F%2Fapp.example%2Fcb%3Fa%3Db&request_uri=urn%3Ax&scope=a+b',
    'www-authenticate: DPoP error="use_dpop_nonce"\ndpop-nonce: abc\nx-jws-signature: a..b',
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
})

describe('valuePieces', () => {
  test.each([
    ['header', 'refresh', '0; url=https://a.example/cb?code=abc', `cb?code=${bullets}`],
    ['header', 'link', '<https://a.example/?code=abc>; rel=next', `${bullets}>; rel=next`],
    ['member', 'redirect_uri', 'https://a.example/cb#id_token=abc', `#id_token=${bullets}`],
    ['parameter', 'claims', '{"password":"abc"}', `"${bullets}"`],
    ['claim', 'target_link_uri', 'https://a.example/?token=abc', `?token=${bullets}`],
  ] as const)('finds the secret inside of the %s %s', (place, name, value, expected) => {
    const shown = maskedPieces(valuePieces(place, name, value))
    expect(shown).toContain(expected)
    expect(shown).not.toContain('abc')
  })

  test('headers inside each other do not make it throw', () => {
    expect(maskedText('location: '.repeat(50_000), 'member')).toContain(bullets)
  })
})

describe('maskedJson', () => {
  test('masks lists of secrets, URLs and JSON in texts, and private keys', () => {
    const value = {
      refresh_token: ['abc'],
      to: 'https://a.example/cb?code=abc&state=s',
      echo: '{"access_token":"abc"}',
      jwk: { kty: 'OKP', x: 'public', d: 'abc' },
      d: 'public',
    }
    const shown = JSON.stringify(maskedJson(value, 'member'))
    expect(shown).not.toContain('abc')
    expect(shown).toContain('state=s')
    expect(shown).toContain('"x":"public"')
    expect(shown).toContain('"d":"public"')
  })

  test('masks secrets wherever they stand, the rest stays', () => {
    const value = [{ access_token: 'secret', scope: 'openid', nested: { token: 1, n: 1 } }]
    expect(maskedJson(value, 'member')).toEqual([
      { access_token: bullets, scope: 'openid', nested: { token: bullets, n: 1 } },
    ])
  })

  test('keeps requested claims of an ID token, which are not secret values', () => {
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
