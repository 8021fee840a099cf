import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matters, mayMatter, navigationOf } from '@/lib/capture/devtools'
import { endpointOf } from '@/lib/capture/endpoint-kind'
import { createCounter, readEntry, withContent, type Exchange } from '@/lib/capture/exchange'
import { contentOf, entriesOf } from '@/lib/capture/har'
import { signsOf } from '@/lib/capture/oauth-signs'
import { keptOctets } from '@/lib/flow/body-bound'
import { entry, form, jwtOf, type EntryParts } from './har'

const now = 5

function read(parts: EntryParts, content?: unknown): Exchange {
  const exchange = readEntry(entry(parts), now)
  if (!exchange) throw new Error('No exchange')
  return content === undefined ? exchange : withContent(exchange, contentOf(content))
}

describe('readEntry', () => {
  test('takes request and answer as they went, without cookies and pseudo headers', () => {
    const exchange = read(
      {
        method: 'post',
        url: 'https://auth.example/token',
        headers: {
          ...form,
          ':authority': 'auth.example',
          Cookie: 'session=1',
          DPoP: 'proof',
        },
        body: 'grant_type=authorization_code&code=c&code=d',
        status: 200,
        answerHeaders: { 'Set-Cookie': 'session=2', 'Cache-Control': 'no-store' },
        time: 12.345,
      },
      { content: '{"a":1}', encoding: '' },
    )
    expect(exchange).toEqual({
      at: Date.parse('2026-03-01T10:00:00.123Z'),
      nth: 0,
      took: 12.345,
      loads: null,
      request: {
        method: 'POST',
        url: 'https://auth.example/token',
        headers: [
          ['content-type', 'application/x-www-form-urlencoded'],
          ['DPoP', 'proof'],
        ],
        body: 'grant_type=authorization_code&code=c&code=d',
      },
      answer: {
        status: 200,
        headers: [['Cache-Control', 'no-store']],
        body: '{"a":1}',
        truncated: false,
        error: null,
      },
    })
    expect(signsOf(exchange).sent).toEqual([
      ['grant_type', 'authorization_code'],
      ['code', 'c'],
      ['code', 'd'],
    ])
  })

  test('a form of which only the fields are told is written as one', () => {
    const { request } = read({
      method: 'POST',
      url: 'https://auth.example/token',
      headers: form,
      fields: [
        ['grant_type', 'a b'],
        ['x', '&'],
      ],
    })
    expect(request.body).toBe('grant_type=a+b&x=%26')
  })

  test.each<[string, unknown]>([
    ['an object', { content: 'text', encoding: '' }],
    ['a pair', ['text', '']],
    ['a text', 'text'],
    ['what an archive holds', { text: 'text', size: 4 }],
    ['base64 in an object', { content: btoa('text'), encoding: 'base64' }],
    ['base64 in a pair', [btoa('text'), 'base64']],
    ['a pair with the media type, as Firefox gives', ['text', 'application/json']],
  ])('content as %s', (_, content) => {
    expect(read({ url: 'https://a.example/x' }, content).answer).toMatchObject({
      body: 'text',
      truncated: false,
    })
  })

  test.each<[string, EntryParts, unknown]>([
    ['could not be read', { size: 10 }, { content: null, encoding: '' }],
    ['is a picture', { size: 10, answerHeaders: { 'content-type': 'image/png' } }, 'x'],
    ['is no base64', { size: 10 }, ['%', 'base64']],
  ])('a body that %s is left out, and said to be', (_, parts, content) => {
    const exchange = read({ url: 'https://a.example/x', ...parts }, content)
    expect(exchange.answer).toMatchObject({ body: '', truncated: true })
  })

  test.each<[string, EntryParts]>([
    ['no body by its status', { status: 204 }],
    ['an empty body', { status: 200, size: 0 }],
    ['no answer at all', { status: 0 }],
  ])('an answer with %s lacks nothing', (_, parts) => {
    const exchange = read({ url: 'https://a.example/x', ...parts }, { content: null })
    expect(exchange.answer).toMatchObject({ body: '', truncated: false })
  })

  test('an answer that never came says why', () => {
    const { answer } = read({ url: 'https://a.example/x', status: 0, error: 'net::ERR_FAILED' })
    expect(answer).toMatchObject({ status: null, error: 'net::ERR_FAILED' })
  })

  test('long bodies are cut where those of Parley are', () => {
    const { answer } = read({ url: 'https://a.example/x' }, `${'a'.repeat(keptOctets - 1)}ü`)
    expect(answer.truncated).toBe(true)
    expect(answer.body).toBe('a'.repeat(keptOctets - 1))
  })

  test('files that are sent are left out', () => {
    const { request } = read({
      method: 'POST',
      url: 'https://a.example/x',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x file',
    })
    expect(request.body).toBe('')
  })

  test('broken entries never throw, and are read as far as they go', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (request, response, rest) => {
        for (const broken of [
          rest,
          { request, response },
          { request: { url: 'https://a.example/', method: request, headers: [response] } },
          { request: { url: 'https://a.example/', postData: request }, response, time: rest },
          {
            request: { url: 'https://a.example/', headers: request },
            response: { status: rest, headers: response, content: rest },
          },
        ]) {
          const exchange = readEntry(broken, now)
          if (!exchange) continue
          const whole = withContent(exchange, contentOf(rest))
          expect(typeof whole.request.method).toBe('string')
          mayMatter(whole)
          matters(whole)
          navigationOf(whole, 1)
        }
      }),
    )
    expect(readEntry({ request: { url: 'chrome-extension://a/b' } }, now)).toBeNull()
    expect(readEntry({ request: { url: 'https://a.example/' } }, now)).toMatchObject({
      at: now,
      took: null,
      request: { method: 'GET' },
      answer: { status: null },
    })
  })

  test('form bodies keep order and duplicates', () => {
    const pairs = fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string()))
    fc.assert(
      fc.property(pairs, (fields) => {
        const body = String(new URLSearchParams(fields))
        const exchange = read({ method: 'POST', url: 'https://a.example/', headers: form, body })
        expect(signsOf(exchange).sent).toEqual([...new URLSearchParams(body)])
      }),
    )
  })
})

const json = { 'content-type': 'application/json' }
const post = (body: string, rest: EntryParts = {}): EntryParts => ({
  method: 'POST',
  url: 'https://auth.example/x',
  headers: form,
  body,
  answerHeaders: json,
  ...rest,
})
const get = (rest: EntryParts): EntryParts => ({
  url: 'https://api.example/accounts',
  answerHeaders: json,
  ...rest,
})

describe('what an exchange is, by its shape', () => {
  test.each<[string, EntryParts, unknown, string | null]>([
    ['code', post('grant_type=authorization_code&code=c'), '{"error":"invalid_grant"}', 'token'],
    ['another grant', post('grant_type=urn:x&client_id=a'), '', 'token'],
    ['tokens of a call without a grant', post('x=y'), '{"access_token":"a"}', 'token'],
    [
      'a grant as JSON',
      post('{"grant_type":"refresh_token"}', { headers: json }),
      '{"access_token":"a"}',
      'token',
    ],
    ['a push', post('client_id=a&response_type=code'), '{"request_uri":"urn:a"}', 'par'],
    ['a push of a request object', post('client_id=a&request=b.c.d'), '{"error":"x"}', 'par'],
    ['a push by its answer', post('x=y'), '{"request_uri":"urn:a","expires_in":90}', 'par'],
    ['CIBA', post('client_id=a&request=b'), '{"auth_req_id":"1"}', null],
    ['introspection', post('token=t'), '{"active":false}', 'introspection'],
    ['revocation', post('token=t&token_type_hint=access_token'), '', 'revocation'],
    [
      'revocation by its path',
      post('token=t', { url: 'https://auth.example/oauth/revoke' }),
      '',
      'revocation',
    ],
    ['a form with a token against forgery', post('token=t&name=n'), '{"ok":true}', null],
    ['UserInfo', get({ headers: { Authorization: 'Bearer t' } }), '{"sub":"1"}', 'userinfo'],
    [
      'UserInfo that was refused',
      get({ url: 'https://auth.example/userinfo', headers: { authorization: 'DPoP t' } }),
      '',
      'userinfo',
    ],
    ['a resource', get({ headers: { authorization: 'bearer t' } }), '[]', 'resource'],
    ['a token in a query', get({ url: 'https://a.example/?access_token=t' }), '[]', 'resource'],
    ['a proof alone', get({ headers: { dpop: 'a.b.c' } }), '[]', 'resource'],
    ['Basic credentials', get({ headers: { authorization: 'Basic YTpi' } }), '[]', null],
    ['a preflight', get({ method: 'OPTIONS', headers: { authorization: 'Bearer t' } }), '', null],
    ['any other call', get({}), '{"items":[]}', null],
    ['any other form', post('q=search'), '{"hits":[]}', null],
  ])('%s', (_, parts, content, kind) => {
    const exchange = read(parts, content)
    expect(endpointOf(exchange, signsOf(exchange))).toBe(kind)
    expect(matters(exchange)).toBe(kind !== null)
    if (kind !== null) expect(mayMatter(read(parts))).toBe(true)
  })

  test('the metadata says more than the shape', () => {
    const exchange = read(post('x=y'), '{}')
    expect(endpointOf(exchange, signsOf(exchange), 'introspection')).toBe('introspection')
  })

  test('bodies of all else are not asked for', () => {
    expect(mayMatter(read(get({})))).toBe(false)
    expect(mayMatter(read(post('q=1', { answerHeaders: { 'content-type': 'text/html' } })))).toBe(
      false,
    )
  })

  test('a client is known by its assertion, too', () => {
    const assertion = jwtOf({ sub: 'tpp' })
    const exchange = read(post(`client_assertion=${assertion}&request=${jwtOf({})}`), '')
    expect(endpointOf(exchange, signsOf(exchange))).toBe('par')
  })
})

describe('navigations', () => {
  const navigate = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  const authorize = 'https://auth.example/auth?client_id=a&request_uri=urn%3Aa'
  const response = 'https://app.example/cb?code=c&state=s'

  test('an authorization request', () => {
    expect(navigationOf(read({ url: authorize, headers: navigate }), 7)).toMatchObject([
      { kind: 'request', source: 'devtools', tabId: 7, url: authorize, frame: 'top', form: null },
    ])
  })

  test('a posted authorization request is no push', () => {
    const exchange = read({
      method: 'POST',
      url: 'https://auth.example/auth',
      headers: { ...navigate, ...form },
      body: 'client_id=a&response_type=code',
    })
    expect(navigationOf(exchange, 7)).toMatchObject([
      {
        kind: 'request',
        form: [
          ['client_id', 'a'],
          ['response_type', 'code'],
        ],
      },
    ])
    expect(endpointOf(exchange, signsOf(exchange), 'par')).toBeNull()
  })

  test('a redirect with a response, in a frame', () => {
    const exchange = read({
      url: 'https://auth.example/done',
      headers: { ...navigate, 'sec-fetch-dest': 'iframe' },
      status: 303,
      answerHeaders: { Location: response },
    })
    expect(navigationOf(exchange, 7)).toMatchObject([
      { kind: 'redirect', location: response, status: 303, frame: 'sub' },
    ])
    expect(matters(exchange)).toBe(true)
  })

  test('the response itself, and a response in a form', () => {
    expect(navigationOf(read({ url: response, headers: navigate }), 7)).toHaveLength(1)
    const posted = read({
      method: 'POST',
      url: 'https://app.example/cb',
      headers: { ...navigate, ...form },
      body: 'code=c&state=s',
    })
    expect(navigationOf(posted, 7)).toMatchObject([{ kind: 'request', method: 'POST' }])
  })

  test('all else that is loaded is nobody’s business', () => {
    const page = read({ url: 'https://app.example/?q=1', headers: navigate })
    expect(navigationOf(page, 7)).toEqual([])
    expect(mayMatter(page)).toBe(false)
    const old = read({ url: 'https://app.example/', resourceType: 'document' })
    expect(old.loads).toBe('top')
  })
})

describe('recordings', () => {
  const entries = ['a', 'b', 'c', 'b', 'd'].map((name) =>
    entry({ url: `https://a.example/${name}` }),
  )

  test('hold their entries at the top, or in a log', () => {
    expect(entriesOf({ entries })).toBe(entries)
    expect(entriesOf({ log: { entries } })).toBe(entries)
    expect(entriesOf(null)).toEqual([])
    expect(entriesOf({ log: [] })).toEqual([])
  })

  test('the same call at the same moment is counted', () => {
    const nthOf = createCounter()
    const [a, b] = [read({ url: 'https://a.example/a' }), read({ url: 'https://a.example/b' })]
    expect([a, a, b, a].map(nthOf)).toEqual([0, 1, 0, 2])
  })

  test('a form without headers is still one', () => {
    const body = 'grant_type=x'
    const { request } = entry({ method: 'POST', headers: form, body }) as {
      request: { postData: object }
    }
    const bare = readEntry(
      { request: { method: 'POST', url: 'https://a.example/', postData: request.postData } },
      now,
    )
    expect(bare && signsOf(bare).sent).toEqual([['grant_type', 'x']])
  })
})
