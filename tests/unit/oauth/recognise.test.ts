import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recognise } from '@/lib/oauth/recognise'

const uri = 'urn:ietf:params:oauth:request_uri:RrFyGcEE4BO_wQog3jMsOjMz7ycC2_Gv'
const par = JSON.stringify({ request_uri: uri, expires_in: 90 })

describe('what a tester pastes', () => {
  test.each([
    ['bare', uri],
    ['with white space around it', `\n  ${uri}\t\n`],
    ['quoted', `"${uri}"`],
    ['as a parameter', `request_uri=${encodeURIComponent(uri)}`],
    ['in a query', `?client_id=tpp&request_uri=${encodeURIComponent(uri)}`],
  ])('request_uri %s', (_, text) => {
    expect(recognise(text)).toMatchObject({ kind: 'request-uri', requestUri: uri, issues: [] })
  })

  test('request_uri in a line of a log', () => {
    expect(recognise(`12:01 pushed, request_uri is ${uri} (90 s)`)).toEqual({
      kind: 'request-uri',
      requestUri: uri,
      issues: [{ code: 'text_around' }],
    })
  })

  test.each([
    'urn:ietf:params:oauth:par:request_uri:a0cf571e',
    'urn:example:bwc4JK-ESC0w8acc191e-Y1LTC2',
    'URN:IETF:params:oauth:request_uri:x',
  ])('a request_uri of a format of the server: %s', (other) => {
    const encoded = encodeURIComponent(other)
    for (const text of [
      other,
      `'${other}'`,
      encoded,
      `request_uri=${encoded}`,
      `request_uri=${other}`,
    ])
      expect(recognise(text)).toEqual({ kind: 'request-uri', requestUri: other, issues: [] })
    for (const text of [
      `pushed request_uri: ${other}`,
      `request_uri is ${other} (90 s)`,
      `< {"expires_in": 90, "request_uri": "${other}"}`,
      `GET /auth?client_id=tpp&request_uri=${encoded} HTTP/1.1`,
    ])
      expect(recognise(text)).toEqual({
        kind: 'request-uri',
        requestUri: other,
        issues: [{ code: 'text_around' }],
      })
    expect(recognise(`https://as.example/auth?client_id=tpp&request_uri=${encoded}`)).toMatchObject(
      {
        kind: 'authorize-url',
        requestUri: other,
      },
    )
  })

  test.each(['a0cf571e', 'https://tfp.example.org/request.jwt/GkurKxf5T0Y'])(
    'what may be anything is a request_uri where it is named: %s',
    (other) => {
      expect(recognise(other).kind).toBe('unknown')
      expect(recognise(`request_uri=${other}`)).toMatchObject({ requestUri: other })
      expect(recognise(`?client_id=tpp&request_uri=${other}`)).toMatchObject({ requestUri: other })
      expect(recognise(`https://as.example/auth?client_id=tpp&request_uri=${other}`)).toMatchObject(
        {
          kind: 'authorize-url',
          requestUri: other,
        },
      )
    },
  )

  test.each([
    'client_assertion_type is urn:ietf:params:oauth:client-assertion-type:jwt-bearer, sent',
    'type urn:openfinance-ml:account-access-consent:v1.2 of the consent',
  ])('another URN in a text is not a request_uri: %s', (text) => {
    expect(recognise(text).kind).toBe('unknown')
  })

  test('two request_uris are not guessed between', () => {
    expect(recognise(`${uri} or ${uri}x`)).toMatchObject({
      kind: 'unknown',
      issues: [{ code: 'several_request_uris' }],
    })
  })

  test('PAR response as JSON', () => {
    expect(recognise(par)).toMatchObject({
      kind: 'par-response',
      requestUri: uri,
      expiresIn: 90,
      status: null,
      date: null,
      issues: [],
    })
  })

  test('PAR response as a whole HTTP response', () => {
    const text = `HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nDate: Wed, 18 Mar 2026 06:22:06 GMT\r\n\r\n${par}`
    expect(recognise(text)).toMatchObject({
      kind: 'par-response',
      requestUri: uri,
      status: 201,
      date: Date.UTC(2026, 2, 18, 6, 22, 6),
      headers: [
        ['content-type', 'application/json'],
        ['date', 'Wed, 18 Mar 2026 06:22:06 GMT'],
      ],
    })
  })

  test.each([
    [{ request_uri: uri }, null, 'expires_in_missing'],
    [{ request_uri: uri, expires_in: '90' }, 90, 'expires_in_type'],
    [{ request_uri: uri, expires_in: null }, null, 'expires_in_type'],
    [{ request_uri: uri, expires_in: -1 }, null, 'expires_in_type'],
  ])('PAR response with a lifetime that is off: %j', (body, expiresIn, code) => {
    expect(recognise(JSON.stringify(body))).toMatchObject({
      kind: 'par-response',
      expiresIn,
      issues: [{ code }],
    })
  })

  test('PAR refusal', () => {
    const text =
      'HTTP/2 400\ncontent-type: application/json\n\n{"error":"invalid_request_object","error_description":"exp"}'
    expect(recognise(text)).toMatchObject({
      kind: 'par-error',
      status: 400,
      error: 'invalid_request_object',
      description: 'exp',
    })
  })

  test('authorize URL', () => {
    const url = `https://as.example/auth?x=1&client_id=tpp&scope=openid&request_uri=${encodeURIComponent(uri)}`
    expect(recognise(url)).toMatchObject({
      kind: 'authorize-url',
      url,
      clientId: 'tpp',
      requestUri: uri,
    })
  })

  test('authorize URL without PAR', () => {
    expect(
      recognise('https://as.example/auth?client_id=tpp&response_type=code&state=s'),
    ).toMatchObject({ kind: 'authorize-url', requestUri: null, clientId: 'tpp' })
  })

  test.each([
    ['https://app.example/cb?code=c&state=s&iss=https%3A%2F%2Fas.example', 'query'],
    ['com.example.app:/cb?code=c&state=s&iss=https%3A%2F%2Fas.example', 'query'],
    ['https://app.example/cb#code=c&state=s&iss=https%3A%2F%2Fas.example', 'fragment'],
    ['https://app.example/#/login?code=c&state=s&iss=https%3A%2F%2Fas.example', 'fragment'],
    ['https://app.example/#!/cb?code=c&state=s&iss=https%3A%2F%2Fas.example', 'fragment'],
    ['http://localhost:3000/#/code=c&state=s&iss=https%3A%2F%2Fas.example', 'fragment'],
  ])('redirect URL %s', (text, container) => {
    expect(recognise(text)).toMatchObject({
      kind: 'response',
      responseMode: container,
      params: [
        ['code', 'c'],
        ['state', 's'],
        ['iss', 'https://as.example'],
      ],
    })
  })

  test.each([
    'https://app.example.test/callback?code=g5B3&iss=https%3A%2F%2Fam.example.test%2Fam%2Foauth2&state=abc123&client_id=myClient',
    'https://app.example/cb?error=access_denied&state=s&client_id=tpp',
    'https://app.example/cb?code=c&client_id=tpp&response_type=code&redirect_uri=x',
    'https://app.example/cb?error=server_error&client_id=tpp&response_type=code',
    'https://app.example/cb?error=server_error&client_id=tpp&response_type=code&redirect_uri=https%3A%2F%2Fapp.example%2Fcb',
    'com.example.app:/cb?error=server_error&client_id=tpp&response_type=code&redirect_uri=com.example.app%3A%2Fcb',
    'https://app.example/cb?client_id=tpp&request_uri=urn:x&code=c',
    'https://app.example/cb?client_id=tpp&response=a.b.c',
    'https://app.example/cb?code=c&state=s&grant_type=authorization_code',
    'https://app.example/cb?client_id=tpp#id_token=a.b.c&state=s',
  ])('a redirect URL that echoes the request: %s', (text) => {
    expect(recognise(text)).toMatchObject({ kind: 'response', url: text })
  })

  test.each([
    'https://as.example/auth?client_id=tpp&response_type=code&redirect_uri=x&error=login_required',
    'https://as.example/token?grant_type=authorization_code&code=c&client_id=tpp',
  ])('no redirect URL: %s', (text) => {
    expect(recognise(text).kind).not.toBe('response')
  })

  test('redirect as an HTTP response', () => {
    expect(
      recognise('HTTP/1.1 303 See Other\nlocation: https://app.example/cb?error=access_denied\n\n'),
    ).toMatchObject({ kind: 'response', params: [['error', 'access_denied']] })
  })

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['hello', 'unknown'],
    ['{', 'unknown'],
    ['[]', 'unknown'],
    ['{"a":1}', 'unknown'],
    ['https://as.example/', 'unknown'],
    ['HTTP/1.1 500 Internal Server Error\n\n<html>', 'unknown'],
    ['x'.repeat(2_000_000), 'unknown'],
  ])('%.40s is %s', (text, kind) => {
    expect(recognise(text).kind).toBe(kind)
  })
})

test('never throws, and names what it saw', () => {
  const pieces = fc.constantFrom(
    uri,
    par,
    'HTTP/1.1 201',
    '\n\n',
    'https://a/?code=',
    '{"',
    '%',
    '#',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), pieces)), (parts) => {
      const found = recognise(parts.join(''))
      if (found.kind === 'unknown') expect(found.issues.length).toBeGreaterThan(0)
    }),
  )
})

test('any request_uri survives an authorize URL', () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.string({ minLength: 1 }), (url, value) => {
      const query = new URLSearchParams({ client_id: 'c', request_uri: value })
      const found = recognise(`${url}?${query}`)
      expect(found).toMatchObject({ kind: 'authorize-url', requestUri: value })
    }),
  )
})
