import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { authorizeUrl, makeAuthorization, pushAuthorization } from '@/lib/client/authorization'
import { callResource, introspect, revoke, userInfo } from '@/lib/client/resources'
import { exchangeCode, grantTokens, refreshTokens } from '@/lib/client/token-requests'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { generateTestKey } from '../../sandbox/keys.ts'
import { formOf, heldKey } from './harness'
import { actAtSandbox, anything, bodyOf, getCode, made, type Acting } from './sandbox'

let sandbox: Sandbox
let acting: Acting

beforeAll(async () => {
  sandbox = await startSandbox()
  acting = await actAtSandbox(sandbox)
})
afterAll(() => sandbox.close())
beforeEach(() => void acting.exchanges.splice(0))

const lastForm = () => {
  const last = acting.exchanges.at(-1)
  if (!last) throw new Error('Nothing was sent')
  return formOf(last.request)
}

describe('the request object', () => {
  test('is pushed, and the request_uri comes back', async () => {
    const authorization = await made(acting.ctx)
    const pushed = await pushAuthorization(acting.ctx, authorization)
    expect(pushed).toMatchObject({
      issues: [],
      requestUri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:/),
      expiresIn: 90,
      response: { ok: true, status: 201, truncated: false },
    })
    expect(acting.exchanges).toMatchObject([
      {
        endpoint: 'par',
        request: {
          method: 'POST',
          url: acting.ctx.metadata['pushed_authorization_request_endpoint'],
          certificate: false,
        },
      },
    ])
    const form = lastForm()
    expect(Object.keys(form)).toEqual([
      'request',
      'client_id',
      'client_assertion_type',
      'client_assertion',
    ])
    expect(form['request']).toBe(authorization.requestObject)
  })

  test('holds what was asked for, by type', async () => {
    const { requestObject, params, state, nonce, redirectUri } = await made(acting.ctx)
    const claims = decodeJwt(requestObject ?? '')
    expect(decodeProtectedHeader(requestObject ?? '')).toEqual({
      alg: 'PS256',
      typ: 'oauth-authz-req+jwt',
      kid: acting.ctx.signingKey?.info.kid,
    })
    expect(claims).toMatchObject({
      iss: acting.ctx.profile.clientId,
      aud: sandbox.issuer,
      client_id: acting.ctx.profile.clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid accounts profile',
      state,
      nonce,
      claims: { id_token: { auth_time: null } },
      authorization_details: [{ consent: { permissions: expect.any(Array) } }],
    })
    expect(Number(claims.exp) - Number(claims.iat)).toBe(300)
    expect(claims.nbf).toBe(claims.iat)
    expect(params.map(([name]) => name)).toEqual([
      'response_type',
      'client_id',
      'redirect_uri',
      'scope',
      'state',
      'nonce',
      'code_challenge',
      'code_challenge_method',
      'claims',
      'authorization_details',
    ])
  })

  test('signed with a key that the server does not know is refused', async () => {
    const { privateJwk, kid } = await generateTestKey('stranger')
    const ctx = acting.with({}, { signingKey: await heldKey({ ...privateJwk, kid }) })
    const pushed = await pushAuthorization(ctx, await made(ctx))
    expect(pushed).toMatchObject({
      requestUri: null,
      expiresIn: null,
      response: { ok: true, status: 401 },
      issues: [{ code: 'response_oauth_error', seen: expect.stringMatching(/^invalid_client: /) }],
    })
  })
})

test('a server that wants a request object refuses parameters, and says so', async () => {
  const ctx = acting.with({ requestAs: 'parameters' })
  const authorization = await made(ctx)
  expect(authorization.requestObject).toBeNull()
  const pushed = await pushAuthorization(ctx, authorization)
  expect(pushed.issues).toMatchObject([
    { code: 'response_oauth_error', seen: expect.stringMatching(/^invalid_request/) },
  ])
  expect(lastForm()).toMatchObject(Object.fromEntries(authorization.params))
})

describe('the audience of the client assertion', () => {
  test.each(['issuer', 'token_endpoint', 'called_endpoint'] as const)('%s', async (audience) => {
    const { clientAuth } = acting.ctx.profile
    const ctx = acting.with({ clientAuth: { ...clientAuth, audience, lifetime: 17 } })
    await pushAuthorization(ctx, await made(ctx))
    const claims = decodeJwt(lastForm()['client_assertion'] ?? '')
    const { token_endpoint, pushed_authorization_request_endpoint } = ctx.metadata
    const audiences = {
      issuer: sandbox.issuer,
      token_endpoint,
      called_endpoint: pushed_authorization_request_endpoint,
    }
    expect(claims.aud).toBe(audiences[audience])
    expect(Number(claims.exp) - Number(claims.iat)).toBe(17)
  })

  test('that is wrong is refused', async () => {
    const extraClaims = '{"aud":"https://somebody.example"}'
    const ctx = acting.with({ clientAuth: { ...acting.ctx.profile.clientAuth, extraClaims } })
    const pushed = await pushAuthorization(ctx, await made(ctx))
    expect(pushed.issues).toMatchObject([
      { code: 'response_oauth_error', seen: expect.stringContaining('invalid_client') },
    ])
  })
})

describe('tokens', () => {
  test('are exchanged, refreshed, looked into, used and revoked', async () => {
    const { ctx } = acting
    const exchanged = await exchangeCode(ctx, await getCode(ctx))
    expect(exchanged).toMatchObject({ issues: [], response: { ok: true, status: 200 } })
    expect(Object.keys(lastForm()).slice(0, 4)).toEqual([
      'grant_type',
      'code',
      'redirect_uri',
      'code_verifier',
    ])
    const tokens = bodyOf(exchanged)
    const accessToken = String(tokens['access_token'])

    const user = await userInfo(ctx, accessToken, 'Bearer')
    expect(user).toMatchObject({ issues: [], response: { status: 200 } })
    expect(bodyOf(user)).toMatchObject({ sub: 'aisyah' })
    expect(acting.exchanges.at(-1)).toMatchObject({
      endpoint: 'userinfo',
      request: { method: 'GET', body: '' },
    })

    const known = await introspect(ctx, accessToken, 'access_token')
    expect(known.issues).toEqual([])
    expect(bodyOf(known)).toMatchObject({ active: true })
    expect(lastForm()).toMatchObject({ token: accessToken, token_type_hint: 'access_token' })

    const refreshToken = String(tokens['refresh_token'])
    const refreshed = await refreshTokens(ctx, { refreshToken })
    expect(refreshed.issues).toEqual([])
    const newer = String(bodyOf(refreshed)['access_token'])
    expect(newer).not.toBe(accessToken)

    expect(await revoke(ctx, newer, 'access_token')).toMatchObject({
      issues: [],
      response: { status: 200 },
    })
    expect(bodyOf(await introspect(ctx, newer, 'access_token'))).toEqual({ active: false })
    const refused = await userInfo(ctx, newer, 'Bearer')
    expect(refused.issues).toMatchObject([
      { code: 'response_oauth_error', seen: expect.stringMatching(/^invalid_token/) },
    ])
  })

  test('a resource is called with the token', async () => {
    const url = String(acting.ctx.metadata['userinfo_endpoint'])
    const { access_token } = bodyOf(await exchangeCode(acting.ctx, await getCode(acting.ctx)))
    const headers = [['x-fapi-interaction-id', '1']] as const
    const call = {
      accessToken: String(access_token),
      tokenType: 'Bearer',
      method: 'get',
      url,
      headers,
      body: '',
    }
    expect(await callResource(acting.ctx, call)).toMatchObject({ issues: [] })
    expect(acting.exchanges.at(-1)).toMatchObject({
      endpoint: 'resource',
      request: { method: 'GET', url, body: '' },
    })
    expect(acting.exchanges.at(-1)?.request.headers).toEqual([
      ['authorization', `Bearer ${String(access_token)}`],
      ['x-fapi-interaction-id', '1'],
    ])
    const refused = await callResource(acting.ctx, { ...call, accessToken: 'guess' })
    expect(refused.issues[0]?.code).toBe('response_oauth_error')
  })

  test('client_credentials', async () => {
    const params = [['scope', 'accounts']] as const
    const granted = await grantTokens(acting.ctx, { grantType: 'client_credentials', params })
    expect(granted.issues).toEqual([])
    expect(bodyOf(granted)).toMatchObject({ token_type: 'Bearer', scope: 'accounts' })
  })

  test('a grant that the server does not know', async () => {
    const grantType = 'urn:example:grant'
    const refused = await grantTokens(acting.ctx, { grantType, params: [['a', 'b']] })
    expect(refused.issues[0]).toMatchObject({
      code: 'response_oauth_error',
      seen: expect.stringMatching(/^unsupported_grant_type/),
    })
    expect(lastForm()).toMatchObject({ grant_type: grantType, a: 'b' })
  })

  test('a code that was used, or goes with another verifier, is refused', async () => {
    const code = await getCode(acting.ctx)
    const codeVerifier = 'a-verifier-that-does-not-fit-but-has-a-good-length'
    const wrong = await exchangeCode(acting.ctx, { ...code, codeVerifier })
    expect(wrong.issues).toMatchObject([
      { code: 'response_oauth_error', seen: expect.stringMatching(/^invalid_grant/) },
    ])
  })

  test('an ID token with another nonce', async () => {
    const code = await getCode(acting.ctx)
    const exchanged = await exchangeCode(acting.ctx, { ...code, nonce: 'mine' })
    expect(exchanged.issues).toEqual([
      { code: 'response_claim', about: 'nonce', seen: code.nonce, expected: 'mine' },
    ])
  })

  test('an ID token whose nonce is not known', async () => {
    const code = await getCode(acting.ctx)
    expect((await exchangeCode(acting.ctx, { ...code, nonce: null })).issues).toEqual([])
  })
})

describe('the authorize URL', () => {
  test('of a pushed request', async () => {
    const authorization = await made(acting.ctx)
    expect(authorizeUrl(acting.ctx, authorization, 'urn:x')).toBe(
      `${sandbox.issuer}/auth?client_id=tpp-7f3a91&scope=openid&request_uri=urn%3Ax`,
    )
  })

  test('keeps what was wanted', async () => {
    const wanted = { redirectUri: 'https://app.example/other', state: 's', nonce: 'n' }
    expect(await makeAuthorization(acting.ctx, wanted)).toMatchObject({
      ...wanted,
      requested: { redirectUri: wanted.redirectUri, dpopKeyId: null },
    })
    expect(anything.state).toBeNull()
  })
})
