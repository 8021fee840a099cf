import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pushAuthorization } from '@/lib/client/authorization'
import type { CallResult, ClientContext, Send } from '@/lib/client/client-context'
import { callResource, introspect, revoke, userInfo } from '@/lib/client/resources'
import { exchangeCode, grantTokens, refreshTokens } from '@/lib/client/token-requests'
import type { JsonObject } from '@/lib/model/json'
import { answering, contextOf, dpopKeyPair, issuer, recorder } from './harness'
import { made } from './sandbox'

const json = { 'content-type': 'application/json' }
const code = { code: 'c', redirectUri: 'https://app.example/cb', codeVerifier: 'v', maxAge: null }

/** Each call of an endpoint. */
const calls: Readonly<Record<string, (ctx: ClientContext) => Promise<CallResult>>> = {
  par: async (ctx) => pushAuthorization(ctx, await made(ctx)),
  code: (ctx) => exchangeCode(ctx, { ...code, nonce: 'n' }),
  refresh: (ctx) => refreshTokens(ctx, { refreshToken: 'r' }),
  grant: (ctx) => grantTokens(ctx, { grantType: 'client_credentials', params: [] }),
  userinfo: (ctx) => userInfo(ctx, 'a', 'Bearer'),
  introspection: (ctx) => introspect(ctx, 'a', 'access_token'),
  revocation: (ctx) => revoke(ctx, 'a', 'refresh_token'),
  resource: (ctx) =>
    callResource(ctx, {
      accessToken: 'a',
      tokenType: null,
      method: 'POST',
      url: `${issuer}/accounts`,
      headers: [],
      body: '{}',
    }),
}

const each = Object.entries(calls)
/** Those whose answer is read as JSON. */
const read = each.filter(([name]) => !['revocation', 'resource'].includes(name))
const success = (name: string) => (name === 'par' ? 201 : 200)

const idToken = (claims: object, alg = 'PS256') =>
  [{ alg }, claims, {}]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')

const now = Math.floor(Date.now() / 1000)
const claims = { iss: issuer, aud: 'client-1', sub: 's', iat: now, exp: now + 60, nonce: 'n' }
const tokens = { access_token: 'a', token_type: 'Bearer' }

describe('whatever the endpoint', () => {
  test.each(each)('%s: an OAuth error', async (_, call) => {
    const body = '{"error":"invalid_grant","error_description":"It was used"}'
    expect(await call(contextOf({ send: answering(400, body) }))).toMatchObject({
      response: { ok: true, status: 400, body },
      issues: [{ code: 'response_oauth_error', seen: 'invalid_grant: It was used' }],
    })
  })

  test.each(each)('%s: an error without end is quoted in part', async (_, call) => {
    const error_description = 'x'.repeat(9000)
    const body = JSON.stringify({ error: 'server_error', error_description })
    const { issues } = await call(contextOf({ send: answering(500, body) }))
    expect(issues[0]?.seen).toMatch(/^server_error: x{100,600}…$/)
  })

  test.each(each)('%s: an error in other members than those of OAuth', async (_, call) => {
    const send = answering(425, '{"error_class":"TooEarly","error_message":"Try again later"}')
    expect((await call(contextOf({ send }))).issues).toEqual([
      { code: 'response_oauth_error', seen: 'TooEarly: Try again later' },
    ])
  })

  test.each(each)('%s: an OAuth error beside a challenge', async (_, call) => {
    const headers = { ...json, 'www-authenticate': 'Basic realm="x"' }
    const send = answering(401, '{"error":"invalid_client"}', headers)
    expect((await call(contextOf({ send }))).issues).toEqual([
      { code: 'response_oauth_error', seen: 'invalid_client' },
    ])
  })

  test.each(each)('%s: a challenge without a body', async (_, call) => {
    const challenge = 'Bearer error="invalid_token", error_description="expired"'
    const send = answering(401, '', { 'www-authenticate': challenge })
    expect((await call(contextOf({ send }))).issues).toEqual([
      { code: 'response_challenge', seen: challenge },
    ])
  })

  test.each(each)('%s: 403 without a body', async (name, call) => {
    const result = await call(contextOf({ send: answering(403, '', {}) }))
    expect(result).toMatchObject({ response: { status: 403, body: '' } })
    const expected = name === 'resource' ? '2xx' : String(success(name))
    expect(result.issues).toEqual([{ code: 'response_status', seen: '403, empty', expected }])
  })

  test.each(each)('%s: 502 with a page of a proxy', async (_, call) => {
    const body = '<h1>Bad gateway</h1>'
    const send = answering(502, body, { 'content-type': 'text/html; charset=utf-8' })
    expect(await call(contextOf({ send }))).toMatchObject({
      response: { body },
      issues: [{ code: 'response_status', seen: '502, text/html' }],
    })
  })

  test.each(each)('%s: a status that is none', async (_, call) => {
    expect((await call(contextOf({ send: answering(999, 'x', {}) }))).issues).toMatchObject([
      { code: 'response_status', seen: '999, no content type' },
    ])
  })

  test.each(each)('%s: a redirect that was shown', async (_, call) => {
    const send = answering(302, '', { location: 'https://elsewhere.example' })
    expect((await call(contextOf({ send }))).issues).toMatchObject([{ code: 'response_status' }])
  })

  test.each(each)('%s: no answer', async (_, call) => {
    for (const failure of ['timeout', 'unreachable', 'redirect'] as const) {
      const send: Send = async (__, { url }) => ({ ok: false, url, failure, cause: 'why' })
      const { response, issues } = await call(contextOf({ send }))
      expect(response).toMatchObject({ ok: false, failure })
      expect(issues).toEqual([{ code: `fetch_${failure}`, seen: 'why', expected: response?.url }])
    }
  })

  test.each(each)('%s: no endpoint', async (name, call) => {
    const { exchanges, send } = recorder(answering(200, '{}'))
    const result = await call(contextOf({ metadata: { issuer }, send }))
    if (name === 'resource') return
    expect(result).toMatchObject({ response: null, issues: [{ code: 'endpoint_missing' }] })
    expect(exchanges).toEqual([])
  })
})

describe('a response that should be JSON', () => {
  const of = (name: string, body: string, headers: Record<string, string> = json) =>
    calls[name]?.(contextOf({ send: answering(success(name), body, headers) }))

  test.each(read)('%s: a page', async (name) => {
    const result = await of(name, '<p>hello</p>', { 'content-type': 'text/html' })
    expect(result?.issues).toEqual([
      { code: 'response_content_type', seen: 'text/html', expected: 'application/json' },
    ])
  })

  test.each(read)('%s: empty', async (name) => {
    expect((await of(name, ''))?.issues).toEqual([{ code: 'response_empty' }])
  })

  test.each(read)('%s: cut off by the server', async (name) => {
    const body = '{"access_token":"a","token_ty'
    const result = await of(name, body)
    expect(result?.response).toMatchObject({ body })
    expect(result?.issues).toEqual([
      { code: 'response_not_json', seen: expect.stringMatching(/ at line 1, column \d+$/) },
    ])
  })

  test.each(read)('%s: cut off by Parley', async (name) => {
    const body = `{"a":"${'x'.repeat(1000)}`
    const send = answering(success(name), body, json, true)
    const result = await calls[name]?.(contextOf({ send }))
    expect(result?.response).toMatchObject({ truncated: true, body })
    expect(result?.issues).toMatchObject([{ code: 'response_too_large' }])
  })

  test.each(read)('%s: a list', async (name) => {
    expect((await of(name, '[1]'))?.issues).toEqual([
      { code: 'response_not_object', seen: 'array' },
    ])
  })

  test.each([
    ['par', 'request_uri'],
    ['code', 'access_token'],
    ['refresh', 'access_token'],
    ['grant', 'access_token'],
    ['userinfo', 'sub'],
    ['introspection', 'active'],
  ])('%s: without %s', async (name, expected) => {
    expect((await of(name, '{"a":1,"b":2}'))?.issues).toEqual([
      { code: 'response_missing_member', about: expected, seen: 'a b', expected },
    ])
  })

  test('the status of another success', async () => {
    const send = answering(200, '{"request_uri":"urn:x","expires_in":60}')
    expect(await calls['par']?.(contextOf({ send }))).toMatchObject({
      issues: [{ code: 'response_status', seen: '200, application/json', expected: '201' }],
      requestUri: 'urn:x',
      expiresIn: 60,
    })
  })

  test.each([
    ['{"request_uri":"urn:x"}', 'urn:x', null, 'response_missing_member'],
    ['{"request_uri":7,"expires_in":60}', null, 60, 'response_member'],
    ['{"request_uri":"urn:x","expires_in":"soon"}', 'urn:x', null, 'response_member'],
    ['{"request_uri":"","expires_in":60}', null, 60, 'response_member'],
  ])('par: %s', async (body, requestUri, expiresIn, issue) => {
    const send = answering(201, body)
    expect(await calls['par']?.(contextOf({ send }))).toMatchObject({
      requestUri,
      expiresIn,
      issues: [{ code: issue }],
    })
  })

  test('whatever it is, it is kept and there is one issue at the most', async () => {
    const body = fc.oneof(fc.string(), fc.json(), fc.constant('{"access_token":1}'))
    const type = fc.constantFrom('application/json', 'text/html', 'application/jwt', '', '\tx')
    const challenge = fc.constantFrom('Bearer', 'DPoP error="use_dpop_nonce"', '???', 'a=b', ', ,')
    const response = fc.record({
      name: fc.constantFrom(...Object.keys(calls)),
      status: fc.integer({ min: 200, max: 599 }),
      body,
      headers: fc.record(
        { 'content-type': type, 'www-authenticate': challenge },
        { requiredKeys: [] },
      ),
    })
    await fc.assert(
      fc.asyncProperty(response, async (given) => {
        const send = answering(given.status, given.body, given.headers as Record<string, string>)
        const result = await calls[given.name]?.(contextOf({ send }))
        expect(result?.response).toMatchObject({ status: given.status, body: given.body })
        expect(result?.issues.length).toBeLessThanOrEqual(1)
        const [issue] = result?.issues ?? []
        expect(issue?.code ?? 'response_').toMatch(/^response_/)
      }),
      { numRuns: 500 },
    )
  })
})

describe('tokens', () => {
  const exchange = (body: object, nonce: string | null = 'n') =>
    exchangeCode(contextOf({ send: answering(200, JSON.stringify(body)) }), { ...code, nonce })

  test('that are as they must be', async () => {
    const body = { ...tokens, id_token: idToken(claims), expires_in: 300, scope: 'openid' }
    expect((await exchange(body)).issues).toEqual([])
  })

  test.each([
    [{ iss: 'https://other.example' }, 'claim', 'https://other.example', issuer],
    [{ aud: 'other-client' }, 'claim', 'other-client', 'client-1'],
    [{ aud: ['a', 'b'] }, 'claim', '["a","b"]', 'client-1'],
    [{ nonce: 'm' }, 'claim', 'm', 'n'],
    [{ nonce: undefined }, 'claim_missing', undefined, undefined],
    [{ sub: undefined }, 'claim_missing', undefined, undefined],
    [{ exp: 'soon' }, 'claim', 'soon', undefined],
    [{ exp: 1000 }, 'expired', '1000', undefined],
    [{ nbf: now + 1000 }, 'claim_time', String(now + 1000), undefined],
  ])('an ID token with %j', async (changes, issue, seen, expected) => {
    const id_token = idToken({ ...claims, ...changes })
    const about = Object.keys(changes)[0]
    expect((await exchange({ ...tokens, id_token })).issues).toEqual([
      JSON.parse(JSON.stringify({ code: `response_${issue}`, about, seen, expected })),
    ])
  })

  test.each([
    [{ access_token: '' }, 'response_member', 'empty'],
    [{ expires_in: 'soon' }, 'response_member', 'soon'],
    [{ scope: ['a'] }, 'response_member', '["a"]'],
    [{ refresh_token: null }, 'response_member', 'null'],
    [{ refresh_token: ['a-whole-token'] }, 'response_member', 'array'],
    [{ token_type: 'mac' }, 'response_unsupported', 'token_type: mac'],
    [{ id_token: 'a.b' }, 'response_jwt', 'Invalid JWT'],
    [{ id_token: idToken(claims, 'none') }, 'response_jwt_header', '{"alg":"none"}'],
    [{ id_token: idToken(claims, 'XS256') }, 'response_jwt_header', '{"alg":"XS256"}'],
  ])('with %j', async (changes, issue, seen) => {
    const body = { ...tokens, id_token: idToken(claims), ...changes }
    expect((await exchange(body)).issues).toMatchObject([{ code: issue, seen }])
  })

  test.each([undefined, ['RS256']])(
    'with an ID token that Parley verifies with the client secret, for metadata with %j',
    async (id_token_signing_alg_values_supported) => {
      const metadata = { ...contextOf({}).metadata, id_token_signing_alg_values_supported }
      const body = { ...tokens, id_token: idToken(claims, 'HS256') }
      const send = answering(200, JSON.stringify(body))
      const ctx = contextOf({ send, metadata: JSON.parse(JSON.stringify(metadata)) as JsonObject })
      expect((await exchangeCode(ctx, { ...code, nonce: 'n' })).issues).toEqual([])
    },
  )

  test('without an ID token where one was asked for', async () => {
    const about = 'id_token'
    expect((await exchange(tokens)).issues).toEqual([
      { code: 'response_missing_member', about, seen: 'access_token token_type', expected: about },
    ])
    expect((await exchange(tokens, null)).issues).toEqual([])
  })

  test('with an encrypted ID token the rest is still judged', async () => {
    const id_token = 'a.b.c.d.e'
    expect((await exchange({ ...tokens, id_token })).issues).toEqual([])
    expect((await exchange({ ...tokens, token_type: 7, id_token })).issues).toMatchObject([
      { code: 'response_member', about: 'token_type', seen: '7' },
    ])
  })

  test('by the clock that was handed in', async () => {
    const send = answering(200, JSON.stringify({ ...tokens, id_token: idToken(claims) }))
    const later = contextOf({ send, now: () => (now + 1000) * 1000 })
    expect((await exchangeCode(later, { ...code, nonce: 'n' })).issues).toMatchObject([
      { code: 'response_expired', about: 'exp', seen: String(claims.exp) },
    ])
  })

  test('that are too old for max_age', async () => {
    const body = { ...tokens, id_token: idToken({ ...claims, auth_time: now - 1000 }) }
    const ctx = contextOf({ send: answering(200, JSON.stringify(body)) })
    const result = await exchangeCode(ctx, { ...code, nonce: 'n', maxAge: 60 })
    expect(result.issues).toEqual([
      { code: 'response_claim_time', about: 'auth_time', seen: String(now - 1000) },
    ])
  })

  test('of an exchange may be none that has a type', async () => {
    const grantType = 'urn:ietf:params:oauth:grant-type:token-exchange'
    const send = answering(200, '{"access_token":"a","token_type":"N_A"}')
    expect((await grantTokens(contextOf({ send }), { grantType, params: [] })).issues).toEqual([])
  })
})

describe('the nonce of DPoP', () => {
  const refusing = (headers: Readonly<Record<string, string>>) => {
    return recorder(answering(400, '{"error":"use_dpop_nonce"}', { ...json, ...headers }))
  }
  const ask = async (send: Send) =>
    refreshTokens(contextOf({ dpop: await dpopKeyPair(), send }), { refreshToken: 'r' })

  test('is tried once', async () => {
    const { exchanges, send } = refusing({ 'dpop-nonce': 'n1' })
    expect((await ask(send)).issues).toEqual([
      { code: 'response_oauth_error', seen: 'use_dpop_nonce' },
    ])
    expect(exchanges).toHaveLength(2)
  })

  test('cannot be used where the server gives none', async () => {
    const { exchanges, send } = refusing({})
    await ask(send)
    expect(exchanges).toHaveLength(1)
  })

  test('is nothing to a client without a key', async () => {
    const { exchanges, send } = refusing({ 'dpop-nonce': 'n1' })
    await refreshTokens(contextOf({ send }), { refreshToken: 'r' })
    expect(exchanges).toHaveLength(1)
  })
})
