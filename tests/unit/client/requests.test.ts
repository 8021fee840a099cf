import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { authorizeUrl, makeAuthorization, pushAuthorization } from '@/lib/client/authorization'
import { callResource, introspect, userInfo } from '@/lib/client/resources'
import { exchangeCode, grantTokens, refreshTokens } from '@/lib/client/token-requests'
import type { Profile } from '@/lib/oauth/profile'
import {
  answering,
  contextOf,
  dpopKeyPair,
  issuer,
  keyOf,
  metadata,
  profileOf,
  recorder,
} from './harness'
import { anything, made } from './sandbox'

describe('an authorization request', () => {
  const make = (changes: Partial<Profile>, more: Parameters<typeof contextOf>[0] = {}) =>
    makeAuthorization(contextOf({ profile: profileOf(changes), ...more }), anything)

  test('is made anew each time', async () => {
    const [one, two] = await Promise.all([made(contextOf()), made(contextOf())])
    expect(one.state).not.toBe(two.state)
    expect(one.nonce).not.toBe(two.nonce)
    expect(one.codeVerifier).not.toBe(two.codeVerifier)
    expect(one.codeVerifier).toMatch(/^[\w-]{43}$/)
  })

  test('holds what the profile adds, in place of what Parley would send', async () => {
    const authorization = await make({
      responseMode: 'form_post',
      authorizationParams: [
        ['nonce', 'theirs'],
        ['acr_values', 'a b'],
        ['max_age', '60'],
        ['resource', 'https://a.example'],
        ['resource', 'https://b.example'],
      ],
    })
    if ('issues' in authorization) throw new Error('It should be made')
    expect(authorization.nonce).toBe('theirs')
    expect(authorization.requested).toMatchObject({ acrValues: 'a b', maxAge: 60 })
    expect(authorization.params.slice(-6)).toEqual([
      ['response_mode', 'form_post'],
      ['nonce', 'theirs'],
      ['acr_values', 'a b'],
      ['max_age', '60'],
      ['resource', 'https://a.example'],
      ['resource', 'https://b.example'],
    ])
  })

  test('names the DPoP key', async () => {
    const { params } = await made(contextOf({ dpop: await dpopKeyPair() }))
    expect(Object.fromEntries(params)['dpop_jkt']).toMatch(/^[\w-]{43}$/)
  })

  test.each<[Partial<Profile>, object]>([
    [{ redirectUris: [] }, { code: 'redirect_uri_missing', field: 'redirectUris' }],
    [
      { claims: '{' },
      { code: 'field_not_json', field: 'claims', seen: 'end of text at line 1, column 2' },
    ],
    [{ claims: '[]' }, { code: 'field_not_object', field: 'claims', seen: '[]' }],
    [
      { authorizationDetails: '{"type":"x"}' },
      { code: 'field_not_array', field: 'authorizationDetails', seen: '{"type":"x"}' },
    ],
    [{ requestAs: 'request-object' }, { code: 'signing_key_missing', field: 'signingKeyId' }],
  ])('%j', async (changes, issue) => {
    expect(await make(changes)).toEqual({ issues: [issue] })
  })

  test('whose max_age is not a number cannot be signed', async () => {
    const changes = {
      requestAs: 'request-object',
      authorizationParams: [['max_age', 'x']],
    } as const
    expect(await make(changes, { signingKey: await keyOf('ES256') })).toMatchObject({
      issues: [{ code: 'request_not_created' }],
    })
  })

  test('is signed all the same where the server names other algorithms', async () => {
    const request_object_signing_alg_values_supported = ['PS256', 'RS256']
    const authorization = await make(
      { requestAs: 'request-object' },
      {
        signingKey: await keyOf('ES256'),
        metadata: { ...metadata, request_object_signing_alg_values_supported },
      },
    )
    expect(authorization).toMatchObject({
      requestObject: expect.any(String),
      warnings: [{ code: 'request_object_alg', seen: 'ES256', expected: 'PS256 RS256' }],
    })
  })

  test('is pushed with the parameters as they are', async () => {
    const { exchanges, send } = recorder(answering(201, '{"request_uri":"urn:x","expires_in":9}'))
    const ctx = contextOf({ send, dpop: await dpopKeyPair() })
    const authorization = await made(ctx)
    expect(await pushAuthorization(ctx, authorization)).toMatchObject({
      requestUri: 'urn:x',
      expiresIn: 9,
      issues: [],
    })
    const [sent] = exchanges
    expect([...new URLSearchParams(sent?.request.body)]).toEqual(authorization.params)
    const proof = decodeJwt(Object.fromEntries(sent?.request.headers ?? [])['dpop'] ?? '')
    expect(proof).toMatchObject({ htm: 'POST', htu: `${issuer}/par` })
    expect(sent?.request.headers).toContainEqual([
      'content-type',
      'application/x-www-form-urlencoded;charset=UTF-8',
    ])
  })

  test('goes to an endpoint that has a query', async () => {
    const authorization_endpoint = `${issuer}/auth?tenant=1`
    const ctx = contextOf({ metadata: { ...metadata, authorization_endpoint } })
    const authorization = await made(ctx)
    expect(authorizeUrl(ctx, authorization, null)).toMatch(
      /^https:\/\/auth\.example\/auth\?tenant=1&response_type=code&client_id=client-1&redirect_uri=/,
    )
    const without = contextOf({ metadata: { issuer } })
    expect(authorizeUrl(without, authorization, null)).toEqual({
      code: 'metadata_authorization_endpoint',
      seen: '–',
    })
  })
})

describe('grants', () => {
  const tokenParams = [
    ['provider_code', 'bank'],
    ['scope', 'accounts'],
  ] as const
  const profile = profileOf({ tokenParams })
  const ask = async (call: (ctx: ReturnType<typeof contextOf>) => Promise<unknown>) => {
    const { exchanges, send } = recorder(answering(400, '{}'))
    await call(contextOf({ profile, send }))
    return [...new URLSearchParams(exchanges[0]?.request.body)].map((pair) => pair.join('='))
  }

  test('send what the profile adds after their own', async () => {
    const code = { code: 'c', redirectUri: 'https://app.example/cb', codeVerifier: 'v' }
    expect(await ask((ctx) => exchangeCode(ctx, { ...code, nonce: null, maxAge: null }))).toEqual([
      'grant_type=authorization_code',
      'code=c',
      'redirect_uri=https://app.example/cb',
      'code_verifier=v',
      'provider_code=bank',
      'scope=accounts',
      'client_id=client-1',
    ])
  })

  test("send the profile's parameters in place of their own", async () => {
    const mine = [
      ['client_id', 'other'],
      ['grant_type', 'odd'],
      ['code', 'mine'],
    ] as const
    const { exchanges, send } = recorder(answering(400, '{}'))
    const ctx = contextOf({ profile: profileOf({ tokenParams: mine }), send })
    const unknown = { redirectUri: null, codeVerifier: null, nonce: null, maxAge: null }
    await exchangeCode(ctx, { code: 'c', ...unknown })
    const sent = [...new URLSearchParams(exchanges[0]?.request.body)]
    expect(sent).toHaveLength(mine.length)
    expect(sent).toEqual(expect.arrayContaining([...mine]))
  })

  test('name the client by its secret alone, where that is in the header', async () => {
    const clientAuth = { ...profile.clientAuth, method: 'client_secret_basic' } as const
    const { exchanges, send } = recorder(answering(400, '{}'))
    const ctx = contextOf({ profile: { ...profile, clientAuth }, send, secret: 's%:é' })
    await refreshTokens(ctx, { refreshToken: 'r' })
    expect(exchanges[0]?.request.body).not.toContain('client_')
    const [, basic = ''] =
      exchanges[0]?.request.headers.find(([name]) => name === 'authorization') ?? []
    expect(decodeURIComponent(atob(basic.replace('Basic ', '')))).toBe('client-1:s%:é')
  })

  test('leave out what is not known', async () => {
    const unknown = { redirectUri: null, codeVerifier: null, nonce: null, maxAge: null }
    expect((await ask((ctx) => exchangeCode(ctx, { code: 'c', ...unknown }))).slice(0, 3)).toEqual([
      'grant_type=authorization_code',
      'code=c',
      'provider_code=bank',
    ])
  })

  test('take what was said for this one over what the profile adds', async () => {
    const params = [['scope', 'payments']] as const
    expect(
      await ask((ctx) => grantTokens(ctx, { grantType: 'client_credentials', params })),
    ).toEqual([
      'grant_type=client_credentials',
      'scope=payments',
      'provider_code=bank',
      'client_id=client-1',
    ])
  })
})

describe('resources', () => {
  const call = {
    accessToken: 'a',
    tokenType: 'Bearer',
    method: 'POST',
    url: 'https://api.example/x',
    headers: [['x-a', 'b']] as const,
    body: '{"a":1}',
  }

  test('get the token, the headers and the body', async () => {
    const { exchanges, send } = recorder(answering(204, '', {}))
    expect(await callResource(contextOf({ send }), call)).toMatchObject({ issues: [] })
    expect(exchanges[0]?.request).toEqual({
      method: 'POST',
      url: call.url,
      headers: [
        ['authorization', 'Bearer a'],
        ['x-a', 'b'],
      ],
      body: '{"a":1}',
      certificate: false,
    })
  })

  test.each([
    [{ url: 'x' }, { code: 'url_malformed', field: 'url', seen: 'x' }],
    [
      { url: 'http://api.example' },
      { code: 'url_not_https', field: 'url', seen: 'http://api.example' },
    ],
    [{ method: 'get' }, { code: 'body_not_allowed', field: 'body', seen: 'GET' }],
    [
      { headers: [['Authorization', 'x']] as const },
      { code: 'header_reserved', field: 'headers', seen: 'Authorization' },
    ],
    [
      { headers: [['a b', 'x']] as const },
      { code: 'header_malformed', field: 'headers', seen: 'a b' },
    ],
    [
      { headers: [['a', 'x\r\ny: z']] as const },
      { code: 'header_malformed', field: 'headers', seen: 'a: U+000D' },
    ],
    [{ tokenType: 'dpop' }, { code: 'dpop_key_missing' }],
    [{ accessToken: 'a-whole\ntoken' }, { code: 'token_malformed', seen: 'U+000A' }],
    [{ accessToken: 'a-whole😀token' }, { code: 'token_malformed', seen: 'U+1F600' }],
    [{ accessToken: '' }, { code: 'request_not_created', seen: '"accessToken" must not be empty' }],
  ])('%j sends nothing', async (changes, issue) => {
    const { exchanges, send } = recorder()
    expect(await callResource(contextOf({ send }), { ...call, ...changes })).toEqual({
      response: null,
      issues: [issue],
    })
    expect(exchanges).toEqual([])
  })

  test('a DPoP token without its key goes nowhere', async () => {
    expect(await userInfo(contextOf(), 'a', 'DPoP')).toEqual({
      response: null,
      issues: [{ code: 'dpop_key_missing' }],
    })
  })

  test('introspection asks for JSON where the server signs nothing', async () => {
    const { exchanges, send } = recorder(answering(200, '{"active":false}'))
    expect(await introspect(contextOf({ send }), 'a', 'access_token')).toMatchObject({ issues: [] })
    expect(exchanges[0]?.request.headers).toContainEqual(['accept', 'application/json'])
  })
})
