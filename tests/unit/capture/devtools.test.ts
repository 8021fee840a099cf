import { describe, expect, test } from 'vitest'
import { matters, mayMatter, navigationOf } from '@/lib/capture/devtools'
import { endpointOf } from '@/lib/capture/endpoint-kind'
import { signsOf } from '@/lib/capture/oauth-signs'
import { form, jwtOf, read, type EntryParts } from './har'

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
    const entry = read(parts, content)
    expect(endpointOf(entry, signsOf(entry))).toBe(kind)
    expect(matters(entry)).toBe(kind !== null)
    if (kind !== null) expect(mayMatter(read(parts))).toBe(true)
  })

  test('the metadata says more than the shape', () => {
    const entry = read(post('x=y'), '{}')
    expect(endpointOf(entry, signsOf(entry), 'introspection')).toBe('introspection')
  })

  test('bodies of all else are not asked for', () => {
    expect(mayMatter(read(get({})))).toBe(false)
    expect(mayMatter(read(post('q=1', { answerHeaders: { 'content-type': 'text/html' } })))).toBe(
      false,
    )
  })

  test('a client is known by its assertion, too', () => {
    const assertion = jwtOf({ sub: 'tpp' })
    const entry = read(post(`client_assertion=${assertion}&request=${jwtOf({})}`), '')
    expect(endpointOf(entry, signsOf(entry))).toBe('par')
  })
})

describe('navigations', () => {
  const navigate = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  const authorize = 'https://auth.example/auth?client_id=a&request_uri=urn%3Aa'
  const response = 'https://app.example/cb?code=c&state=s'

  test('an authorization request', () => {
    expect(navigationOf(read({ url: authorize, headers: navigate }), 7)).toMatchObject([
      { kind: 'request', source: 'devtools', tabId: 7, url: authorize, frame: 'top', form: null },
      { kind: 'completed', source: 'devtools', url: authorize, status: 200 },
    ])
  })

  test('an authorization request of a script, but neither a push nor a call with a token', () => {
    const fetched = (more: EntryParts = {}) => read({ url: authorize, ...more })
    expect(navigationOf(fetched(), 7)).toMatchObject([
      { kind: 'request', url: authorize, frame: 'top', fetched: true },
      { kind: 'completed', fetched: true, status: 200 },
    ])
    expect(matters(fetched())).toBe(true)
    const others = [
      fetched({ headers: { authorization: 'Bearer a' } }),
      fetched({ method: 'POST', headers: form, body: 'client_id=a&response_type=code' }),
      fetched({ method: 'OPTIONS' }),
    ]
    for (const entry of others) expect(navigationOf(entry, 7)).toEqual([])
  })

  test('the response of the authorization endpoint, also where it is not an authorization response', () => {
    const resultOf = (more: Partial<Parameters<typeof read>[0]>) =>
      navigationOf(read({ url: authorize, headers: navigate, ...more }), 7).slice(1)
    expect(resultOf({ status: 403 })).toMatchObject([{ kind: 'completed', status: 403 }])
    const location = 'https://auth.example/login'
    expect(resultOf({ status: 302, answerHeaders: { location } })).toMatchObject([
      { kind: 'redirect', status: 302, location },
    ])
  })

  test('why nothing was received, in the words of the browser', () => {
    const lost = read({ url: authorize, headers: navigate, status: 0 })
    const error = 'net::ERR_CONNECTION_REFUSED'
    const failed = { ...lost, response: { ...lost.response, status: null, error } }
    expect(navigationOf(failed, 7).slice(1)).toMatchObject([{ kind: 'failed', error }])
    expect(
      navigationOf({ ...failed, response: { ...failed.response, error: null } }, 7),
    ).toHaveLength(1)
  })

  test('a posted authorization request is not a push', () => {
    const entry = read({
      method: 'POST',
      url: 'https://auth.example/auth',
      headers: { ...navigate, ...form },
      body: 'client_id=a&response_type=code',
    })
    expect(navigationOf(entry, 7)).toMatchObject([
      {
        kind: 'request',
        form: [
          ['client_id', 'a'],
          ['response_type', 'code'],
        ],
      },
      { kind: 'completed', method: 'POST', status: 200 },
    ])
    expect(endpointOf(entry, signsOf(entry), 'par')).toBeNull()
  })

  test('a redirect with a response, in a frame', () => {
    const entry = read({
      url: 'https://auth.example/done',
      headers: { ...navigate, 'sec-fetch-dest': 'iframe' },
      status: 303,
      answerHeaders: { Location: response },
    })
    expect(navigationOf(entry, 7)).toMatchObject([
      { kind: 'redirect', location: response, status: 303, frame: 'sub' },
    ])
    expect(matters(entry)).toBe(true)
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

  test('other requests are ignored', () => {
    const page = read({ url: 'https://app.example/?q=1', headers: navigate })
    expect(navigationOf(page, 7)).toEqual([])
    expect(mayMatter(page)).toBe(false)
    const old = read({ url: 'https://app.example/', resourceType: 'document' })
    expect(old.loads).toBe('top')
  })
})
