import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { workOf } from '../work'
import { pastedTokens } from '@/lib/oauth/paste-tokens'
import { recognise } from '@/lib/oauth/recognise'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = `${encode({ alg: 'PS256', kid: 'k' })}.${encode({ iss: 'https://as.example', sub: 'u' })}.c2ln`
const jwe = `${encode({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a2V5.aXY.Y3Q.dGFn`
const sdJwt = `${jwt}~WyJzIiwiYSIsMV0~`
const codeAndState = [
  ['code', 'SplxlO'],
  ['state', 'af0ifj'],
]
const url = 'https://app.example/cb?code=SplxlO&state=af0ifj'

describe('an authorization response', () => {
  test.each([
    ['a URL', url],
    ['a Location header', `Location: ${url}`],
    ['a lower-case header among others', `date: now\nlocation:${url}\nset-cookie: a=b`],
    ['a query', '?code=SplxlO&state=af0ifj'],
    ['parameters', 'code=SplxlO&state=af0ifj'],
    ['a fragment', '#code=SplxlO&state=af0ifj'],
    ['a request line', 'GET /cb?code=SplxlO&state=af0ifj HTTP/1.1'],
    ['a request', 'GET /cb?code=SplxlO&state=af0ifj HTTP/1.1\r\nHost: app.example\r\n\r\n'],
    ['a request line without version', 'GET /cb?code=SplxlO&state=af0ifj'],
    ['a relative Location', 'Location: /cb?code=SplxlO&state=af0ifj'],
    ['a relative URL', '/cb?code=SplxlO&state=af0ifj'],
    [
      'a relative Location of a response',
      'HTTP/1.1 302 Found\r\nLocation: /cb?code=SplxlO&state=af0ifj\r\n\r\n',
    ],
    [
      'a form post',
      'POST /cb HTTP/1.1\nHost: app.example\nContent-Type: application/x-www-form-urlencoded\n\ncode=SplxlO&state=af0ifj',
    ],
    [
      'curl -v',
      `* Connected to as.example\n> GET /auth?client_id=c HTTP/2\n> Host: as.example\n> \n< HTTP/2 302 \n< content-length: 0\n< location: ${url}\n< \n{ [0 bytes data]\n* Connection left intact`,
    ],
    ['curl -v without its status line', `< content-length: 0\r\n< Location: ${url}\r\n< \r\n`],
    [
      'curl -vL',
      `< HTTP/1.1 200 Connection established\n< \n< HTTP/1.1 302 Found\n< Location: ${url}\n< \n> GET /cb HTTP/1.1\n> \n< HTTP/1.1 200 OK\n< \n<html>`,
    ],
    ['curl -i -L', `HTTP/1.1 302 Found\nLocation: ${url}\n\nHTTP/1.1 200 OK\n\n<html></html>`],
    [
      'a line of an access log',
      '127.0.0.1 - - [01/Jan/2026:00:00:00 +0000] "GET /cb?code=SplxlO&state=af0ifj HTTP/1.1" 200 12',
    ],
    ['quotes', `"${url}"`],
    ['quotes with a comma', `'${url}',`],
    ['typographic quotes', `“${url}”`],
    ['angle brackets', `<${url}>`],
    ['a code fence', `\`\`\`\n${url}\n\`\`\``],
    ['a code fence with its language', `~~~http\nLocation: ${url}\n~~~`],
    ['HTML', url.replace('&', '&amp;')],
    ['HTML with numbers', url.replace('&', '&#38;')],
    ['percent encoding', encodeURIComponent(url)],
    ['percent encoding, twice', encodeURIComponent(encodeURIComponent(url))],
    ['a query in percent encoding', encodeURIComponent('code=SplxlO&state=af0ifj')],
    ['JSON escapes', url.replaceAll('/', '\\/').replace('&', '\\u0026')],
    ['a JSON string', JSON.stringify(url)],
    ['shell escapes', url.replace('?', '\\?').replace('&', '\\&')],
    ['wrapped lines', 'https://app.example/cb?code=Spl\n  xlO&state=af0\r\nifj'],
    ['a sentence', `The browser went to ${url}. Then it stopped.`],
    ['an object', '{"code":"SplxlO","state":"af0ifj"}'],
    ['a byte order mark', `\uFEFF${url}\u200B`],
  ])('in %s', (_, text) => {
    expect(recognise(text)).toMatchObject({ kind: 'response', params: codeAndState })
  })

  const described = [
    ['error', 'access_denied'],
    ['error_description', 'User denied access'],
    ['state', 's'],
  ]
  const raw =
    'https://app.example/cb?error=access_denied&error_description=User denied access&state=s'
  test.each([
    ['a URL', raw],
    ['a Location header', `Location: ${raw}`],
    ['a response', `HTTP/1.1 303 See Other\nLocation: ${raw}\n\n`],
    ['curl -v', `< HTTP/1.1 303 See Other\n< Location: ${raw}\n<\n`],
    ['a request line', `GET ${raw.slice('https://app.example'.length)} HTTP/1.1`],
    ['a query', raw.slice(raw.indexOf('?'))],
    ['parameters', raw.slice(raw.indexOf('?') + 1)],
  ])('with raw spaces in %s', (_, text) => {
    expect(recognise(text)).toMatchObject({ kind: 'response', params: described })
  })

  test('says that spaces were read as a part of the URL', () => {
    expect(recognise(raw)).toMatchObject({ issues: [{ code: 'raw_spaces' }] })
  })

  test.each([
    ['?code=c&state=s', 'query', ''],
    ['#code=c&state=s', 'fragment', ''],
    ['/cb#code=c&state=s', 'fragment', '/cb'],
    ['POST /cb HTTP/1.1\n\ncode=c&state=s', 'form', '/cb'],
    ['GET https://app.example/cb?code=c&state=s HTTP/1.1', 'query', 'https://app.example/cb'],
  ])('%s shows how and where it was delivered', (text, responseMode, target) => {
    expect(recognise(text)).toMatchObject({ kind: 'response', responseMode, target })
  })

  test.each(['response', 'id_token'])('%s with state', (name) => {
    expect(recognise(`${name}=${jwt}&state=s`)).toMatchObject({ kind: 'response' })
  })

  test('a JARM alone', () => {
    const found = recognise(`response=${jwt}`)
    expect(found).toMatchObject({ kind: 'response', params: [['response', jwt]] })
    expect(pastedTokens(found)).toEqual([{ name: 'response', text: jwt }])
  })

  test('is not found in an error of an ecosystem', () => {
    const text = '{"code":"UK.OBIE.Field.Missing","message":"m","state":1}'
    expect(recognise(text).kind).toBe('unknown')
  })
})

describe('a token', () => {
  test.each([
    ['bare', jwt, null, jwt],
    ['a JWE', jwe, null, jwe],
    ['an SD-JWT', sdJwt, null, sdJwt],
    ['with its scheme', `Bearer ${jwt}`, null, jwt],
    ['an opaque one with its scheme', 'Bearer abc', null, 'abc'],
    ['an opaque one', 'gho_16C7e42F292c6912E7710c838347Ae178B4a', null, undefined],
    ['in an Authorization header', `Authorization: Bearer ${jwt}`, 'Authorization', jwt],
    ['for DPoP', `authorization: DPoP ${jwt}`, 'authorization', jwt],
    ['a DPoP proof', `DPoP: ${jwt}`, 'DPoP', jwt],
    ['as a parameter', `id_token=${jwt}`, 'id_token', jwt],
    ['as a member', `"access_token": "${jwt}"`, 'access_token', jwt],
    ['as a member with its comma', `"access_token" : "${jwt}",`, 'access_token', jwt],
    ['as a member in other notations', `access_token: '${jwt}',`, 'access_token', jwt],
    ['as an opaque member', '"access_token": "abc"', 'access_token', 'abc'],
    ['a client assertion', `client_assertion=${jwt}`, 'client_assertion', jwt],
    ['in a shell variable', `export TOKEN="${jwt}"`, 'TOKEN', jwt],
    ['in quotes', `'${jwt}';`, null, jwt],
    ['in a code fence', `\`\`\`\n${jwt}\n\`\`\``, null, jwt],
    ['in a fragment', `#id_token=${jwt}`, 'id_token', jwt],
    [
      'as the body of a response',
      `HTTP/1.1 200 OK\ncontent-type: application/jwt\n\n${jwt}`,
      null,
      jwt,
    ],
  ])('%s', (_, text, name, token = text) => {
    expect(recognise(text)).toMatchObject({ kind: 'tokens', tokens: [{ name, text: token }] })
  })

  test.each([
    ['\n', null, jwt],
    ['\r\n  ', null, jwt],
    ['\n', 'id_token', `id_token=${jwt}`],
    ['\n', 'DPoP', `DPoP: ${jwt}`],
  ])('with line breaks %j inside', (by, name, text) => {
    const broken = `${text.slice(0, 40)}${by}${text.slice(40, 60)}${by}${text.slice(60)}`
    const [token] = pastedTokens(recognise(broken))
    expect(token?.name).toBe(name)
    expect(token?.text.replaceAll(/\s/g, '')).toBe(jwt)
  })

  test('of the body of a token request, with its headers', () => {
    const text = `POST /token HTTP/1.1\nHost: as.example\nDPoP: ${jwe}\n\ngrant_type=authorization_code&code=c&client_assertion=${jwt}`
    const form = text.slice(text.indexOf('grant_type'))
    expect(pastedTokens(recognise(text))).toEqual([
      { name: 'client_assertion', text: jwt },
      { name: 'dpop', text: jwe },
    ])
    expect(pastedTokens(recognise(form))).toEqual([{ name: 'client_assertion', text: jwt }])
  })

  const body = JSON.stringify({ access_token: 'opaque', token_type: 'Bearer', id_token: jwt })
  test.each([
    ['JSON', body],
    ['JSON over lines', JSON.stringify(JSON.parse(body), null, 2)],
    ['a code fence', `\`\`\`json\n${body}\n\`\`\``],
    ['members without braces', body.slice(1, -1)],
    ['a response', `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n${body}`],
    [
      'curl -v',
      `< HTTP/1.1 200 OK\n< content-type: application/json\n< \n* remark\n${body}\n* done`,
    ],
  ])('of a token response as %s', (_, text) => {
    expect(recognise(text)).toMatchObject({
      kind: 'tokens',
      from: 'token-response',
      tokens: [
        { name: 'access_token', text: 'opaque' },
        { name: 'id_token', text: jwt },
      ],
    })
  })

  test('of a token response as a form', () => {
    expect(recognise('access_token=gho_1&scope=repo&token_type=bearer')).toMatchObject({
      kind: 'tokens',
      from: 'token-response',
      tokens: [{ name: 'access_token', text: 'gho_1' }],
    })
  })

  test('of a redirect URL', () => {
    const found = recognise(`https://app.example/cb#id_token=${jwt}&state=s`)
    expect(found.kind).toBe('response')
    expect(pastedTokens(found)).toEqual([{ name: 'id_token', text: jwt }])
  })

  test('of an authorize URL', () => {
    const found = recognise(`https://as.example/auth?client_id=c&request=${jwt}`)
    expect(found.kind).toBe('authorize-url')
    expect(pastedTokens(found)).toEqual([{ name: 'request', text: jwt }])
  })

  test('in a command, with the names', () => {
    const text = `curl -X POST https://as.example/token -H 'DPoP: ${jwe}' -d 'client_assertion=${jwt}'`
    expect(recognise(text)).toMatchObject({
      kind: 'tokens',
      tokens: [
        { name: 'client_assertion', text: jwt },
        { name: 'dpop', text: jwe },
      ],
      issues: [],
    })
  })
})

describe('a document of the server', () => {
  const metadata = JSON.stringify({
    issuer: 'https://as.example',
    token_endpoint: 'https://as.example/t',
  })
  const jwks = JSON.stringify({ keys: [{ kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }] })
  test.each([
    ['metadata', metadata],
    ['jwks', jwks],
    ['jwks', '{"keys":[]}'],
    ['jwks', '{"kty":"RSA","n":"a","e":"AQAB"}'],
    ['jwks', '[{"kty":"RSA","n":"a","e":"AQAB"}]'],
  ])('%s', (kind, text) => {
    for (const pasted of [
      text,
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n${text}`,
      `< HTTP/2 200 \n< content-type: application/json\n< \n${text}`,
      `\`\`\`json\n${text}\n\`\`\``,
    ])
      expect(recognise(pasted)).toMatchObject({ kind, text })
  })
})

describe('what is something else', () => {
  test.each([
    ['request-uri', 'request_uri=urn:x:y'],
    ['request-uri', 'urn:example:bwc4JK-ESC0w8acc191e-Y1LTC2'],
    ['unknown', 'Basic dXNlcjpwYXNz'],
    ['unknown', 'Authorization: Basic dXNlcjpwYXNz'],
    ['unknown', 'hello: world'],
    ['unknown', 'https://app.example is the app'],
    ['unknown', 'grant_type=authorization_code&code=c'],
    [
      'authorize-url',
      'https://as.example/auth?client_id=c&response_type=code&scope=openid accounts',
    ],
  ])('%s: %s', (kind, text) => {
    expect(recognise(text).kind).toBe(kind)
  })
})

const pieces = [
  url,
  jwt,
  '{"keys":',
  '"',
  '`',
  '```',
  '<',
  '< ',
  '> ',
  'GET /',
  ' HTTP/1.1',
  '\n',
  '\r\n',
]
const more = [
  '&amp;',
  '%3A',
  'Location: ',
  'Bearer ',
  '=',
  '?',
  '#',
  '~',
  'eyJ',
  '.',
  ' ',
  '\\',
  '\t',
]

test('never throws', () => {
  const part = fc.oneof(fc.string(), fc.constantFrom(...pieces, ...more))
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const found = recognise(parts.join(''))
      for (const { text } of pastedTokens(found)) expect(text).not.toBe('')
    }),
  )
})

test('the work grows with the length, not faster', async () => {
  for (const piece of [...pieces, ...more]) {
    const work = (times: number) => workOf(() => recognise(piece.repeat(times)))
    await work(10)
    const [short, long] = [await work(500), await work(4000)]
    expect({ piece, isLinear: long < short * 16 + 2000 }).toEqual({ piece, isLinear: true })
  }
})
