import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shells } from '@/lib/model/shell'
import { readCurl } from '@/lib/oauth/paste-curl'
import { recognise } from '@/lib/oauth/recognise'
import { toCurl, type CurlRequest } from '@/lib/share/curl'

const par: CurlRequest = {
  method: 'POST',
  url: 'https://as.example/par?a=b&c=%20d',
  headers: [
    ['accept', 'application/json'],
    ['content-type', 'application/x-www-form-urlencoded;charset=UTF-8'],
    ['x-empty', ''],
  ],
  body: 'client_id=c1&scope=openid+a%26b&state=%22%5E%25%27%60%24x&claims=%7B%22a%22%3A%5B%5D%7D',
  params: [['client_id', 'c1']],
  certificate: false,
}

describe.each(shells)('a command that Parley wrote for %s', (shell) => {
  const again = (request: CurlRequest) => readCurl(toCurl(request, { secrets: true, shell }))

  test('is the same request', () => {
    expect(again(par)).toEqual({
      method: 'POST',
      target: par.url,
      headers: par.headers,
      body: par.body,
    })
  })

  test('with any header, body and URL', () => {
    const text = fc
      .string({ unit: 'grapheme-ascii', maxLength: 40 })
      .map((any) => any.replaceAll(/[\r\n]/g, ''))
    const arbitrary = fc.record({
      method: fc.constantFrom('POST', 'PUT', 'PATCH'),
      value: text.map((any) => any.trim()),
      body: fc.oneof(text, fc.json()).filter((body) => body !== '' && !body.startsWith('@')),
      query: text.map(encodeURIComponent),
    })
    fc.assert(
      fc.property(arbitrary, ({ method, value, body, query }) => {
        const request = {
          ...par,
          method,
          url: `https://api.example/x?q=${query}`,
          headers: [['x-any', value] as const, ['content-type', 'application/json'] as const],
          body,
          params: [],
        }
        const read = again(request)
        expect(read).toEqual({
          method,
          target: request.url,
          headers: request.headers,
          body,
        })
      }),
    )
  })

  test('whose secrets are left to fill in has the names of their variables', () => {
    const read = readCurl(
      toCurl(
        { ...par, body: 'grant_type=authorization_code&code=c0de', params: [['code', 'c0de']] },
        { secrets: false, shell },
      ),
    )
    expect(read?.body).toMatch(/^grant_type=authorization_code&code=(?:%24CODE|%7BCODE%7D)$/)
  })
})

const url = 'https://as.example/token'

describe('the options of curl', () => {
  test.each([
    [`curl ${url}`, { method: 'GET', target: url }],
    [`curl.exe ${url}`, { method: 'GET', target: url }],
    [`/usr/bin/curl -sS -L ${url}`, { method: 'GET', target: url }],
    [`$ curl ${url}`, { target: url }],
    [`# curl ${url}`, { target: url }],
    [`PS C:\\Users\\x> curl.exe ${url}`, { target: url }],
    ['```bash\ncurl https://a.example/x\n```', { target: 'https://a.example/x' }],
    [`curl -I ${url}`, { method: 'HEAD' }],
    [`curl -sXPUT ${url} -d a=b`, { method: 'PUT', body: 'a=b' }],
    [`curl -X DELETE ${url}`, { method: 'DELETE', body: '' }],
    [`curl ${url} -d a=b --data c=d`, { method: 'POST', body: 'a=b&c=d' }],
    [`curl ${url} -da=b`, { body: 'a=b' }],
    [`curl -G ${url} -d a=b`, { method: 'GET', target: `${url}?a=b`, body: '' }],
    [`curl -G '${url}?x=y' -d a=b`, { target: `${url}?x=y&a=b` }],
    [`curl ${url} --data-urlencode 'scope=openid a&b'`, { body: 'scope=openid%20a%26b' }],
    [`curl ${url} --data-urlencode '=a b'`, { body: 'a%20b' }],
    [`curl ${url} --data-urlencode 'a b'`, { body: 'a%20b' }],
    [`curl ${url} --json '{"a":1}'`, { method: 'POST', body: '{"a":1}' }],
    [`curl ${url} --data @body.json`, { body: '' }],
    [`curl --cert c.pem --key k.pem -o out ${url}`, { target: url, method: 'GET' }],
    [`curl as.example/token`, { target: 'http://as.example/token' }],
    [
      `curl https://as.example/authorize?a=b&c=d`,
      { target: 'https://as.example/authorize?a=b&c=d' },
    ],
    [`curl ${url} | jq .access_token`, { target: url }],
    [`curl ${url}; curl https://other.example`, { target: url }],
    [`curl ${url} --next -d a=b`, { method: 'GET' }],
    [`curl -d $'a=\\u0021\\'b' ${url}`, { body: "a=!'b" }],
    [`curl -d "a=\\"b\\" $HOME" ${url}`, { body: 'a="b" $HOME' }],
    [`curl --url ${url} -d ''`, { method: 'POST', body: '' }],
  ])('%s', (text, expected) => {
    expect(readCurl(text)).toMatchObject(expected)
  })

  test.each([
    [`curl -u client:secret ${url}`, ['authorization', 'Basic Y2xpZW50OnNlY3JldA==']],
    [`curl --oauth2-bearer tok ${url}`, ['authorization', 'Bearer tok']],
    [`curl -H 'X-A:b:c' ${url}`, ['x-a', 'b:c']],
    [`curl -H 'X-A;' ${url}`, ['x-a', '']],
    [`curl -d a=b ${url}`, ['content-type', 'application/x-www-form-urlencoded']],
    [`curl --json {} ${url}`, ['content-type', 'application/json']],
    [`curl -F a=b ${url}`, ['content-type', 'multipart/form-data']],
    [`curl -b 'a=b' -A ua -e r ${url}`, ['cookie', 'a=b']],
  ])('%s', (text, header) => {
    expect(readCurl(text)?.headers).toContainEqual(header)
  })

  test('a header that is removed is not sent, and a given one replaces the default', () => {
    const { headers } =
      readCurl(`curl ${url} -H 'Accept:' -H 'Content-Type: application/jwt' -d eyJ`) ?? {}
    expect(headers).toEqual([['content-type', 'application/jwt']])
  })

  test.each([
    '',
    'curl',
    'curly https://a.example',
    'wget https://a.example',
    'curl -X',
    '# a comment',
  ])('is not a command: %j', (text) => {
    expect(readCurl(text)).toBeNull()
  })
})

test('commands that browsers copy are the same request in each shell', () => {
  const expected = {
    method: 'POST',
    target: 'https://as.example/token?a=b%20c',
    headers: [
      ['accept', '*/*'],
      ['content-type', 'application/x-www-form-urlencoded'],
    ],
    body: 'code=a"b\'c&x=%5E',
  }
  const posix = `curl 'https://as.example/token?a=b%20c' \\
  -H 'accept: */*' \\
  -H 'content-type: application/x-www-form-urlencoded' \\
  --data-raw $'code=a"b\\'c&x=%5E'`
  const cmd = `curl ^"https://as.example/token?a=b^%^20c^" ^
  -H ^"accept: */*^" ^
  -H ^"content-type: application/x-www-form-urlencoded^" ^
  --data-raw ^"code=a^\\^"b'c^&x=^%^5E^"`
  expect(readCurl(posix)).toEqual(expected)
  expect(readCurl(cmd)).toEqual(expected)
  expect(readCurl(cmd.replaceAll('\n', '\r\n'))).toEqual(expected)
})

describe('a pasted command is recognised as what it sends', () => {
  const jwt = 'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJjMSJ9.c2ln'
  test.each([
    ['authorize-url', `curl 'https://as.example/authorize?client_id=c1&request_uri=urn:x:1'`],
    ['response', `curl -i 'https://app.example/cb?code=c0de&state=s1'`],
    ['tokens', `curl https://api.example/accounts -H 'Authorization: Bearer ${jwt}'`],
    ['tokens', `curl https://as.example/par -d client_id=c1 -d client_assertion=${jwt}`],
    [
      'document',
      `curl https://as.example/reg --json '{"redirect_uris":["https://app.example/cb"]}'`,
    ],
    ['unknown', `curl https://as.example/`],
  ])('%s: %s', (kind, text) => {
    expect(recognise(text)).toMatchObject({ kind })
  })
})
