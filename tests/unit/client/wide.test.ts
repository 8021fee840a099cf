import { exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authorizeUrl, pushAuthorization } from '@/lib/client/authorization'
import { callResource, introspect, userInfo } from '@/lib/client/resources'
import { exchangeCode, grantTokens, refreshTokens } from '@/lib/client/token-requests'
import { decodeJwt } from '@/lib/jose/decode'
import { decryptJwe } from '@/lib/jose/decrypt'
import { customGrants, goodVoucher } from '../../sandbox/custom-grants.ts'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { confidentialClients } from '../../sandbox/wide-clients.ts'
import { approve, clientOf } from '../sandbox/client.ts'
import { responseOf } from '../sandbox/user-agent.ts'
import { dpopKeyPair, formOf, heldKey } from './harness'
import { actAtSandbox, bodyOf, getCode, made, type Acting } from './sandbox'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ kind: 'wide', dpopNonces: true })
})
afterAll(() => sandbox.close())

const ownToken = { grantType: 'client_credentials', params: [['scope', 'accounts']] } as const

const last = ({ exchanges }: Acting) => {
  const exchange = exchanges.at(-1)
  if (!exchange) throw new Error('Nothing was sent')
  return exchange
}

describe('client authentication', () => {
  test.each([...confidentialClients, 'wide-public'] as const)(
    '%s pushes, exchanges and refreshes',
    async (id) => {
      const { ctx } = await actAtSandbox(sandbox, id)
      const exchanged = await exchangeCode(ctx, await getCode(ctx))
      expect(exchanged.issues).toEqual([])
      const refreshToken = String(bodyOf(exchanged)['refresh_token'])
      expect((await refreshTokens(ctx, { refreshToken })).issues).toEqual([])
    },
  )

  test.each(confidentialClients)('%s is refused with a wrong secret or key', async (id) => {
    const acting = await actAtSandbox(sandbox, id)
    const { privateKey } = await generateKeyPair(clientOf(sandbox, id).alg, { extractable: true })
    const { kid, alg } = acting.ctx.signingKey?.info ?? { kid: '', alg: '' }
    const signingKey = await heldKey({ ...(await exportJWK(privateKey)), kid, alg })
    const refused = await grantTokens({ ...acting.ctx, secret: 'guess', signingKey }, ownToken)
    expect(refused).toMatchObject({
      response: { status: 401 },
      issues: [{ code: 'response_oauth_error', seen: expect.stringMatching(/^invalid_client/) }],
    })
  })

  test('the newer name of EdDSA too', async () => {
    const { ctx } = await actAtSandbox(sandbox, 'wide-eddsa')
    const { privateJwk } = clientOf(sandbox, 'wide-eddsa').key
    const signingKey = await heldKey({ ...privateJwk, alg: 'Ed25519' })
    expect((await grantTokens({ ...ctx, signingKey }, ownToken)).issues).toEqual([])
  })

  test('client_secret_basic says who it is in the header alone', async () => {
    const acting = await actAtSandbox(sandbox, 'wide-basic')
    await grantTokens(acting.ctx, ownToken)
    const { request } = last(acting)
    const [scheme, credentials = ''] = Object.fromEntries(request.headers)['authorization']?.split(
      ' ',
    ) ?? ['']
    expect(scheme).toBe('Basic')
    const [, password = ''] = atob(credentials).split(':')
    expect(decodeURIComponent(password)).toBe(acting.ctx.secret)
    expect(formOf(request)).toEqual({ grant_type: 'client_credentials', scope: 'accounts' })
  })
})

describe('the audience that a server wants', () => {
  test.each([
    ['issuer', 'issuer'],
    ['token-endpoint', 'token_endpoint'],
    ['called-endpoint', 'called_endpoint'],
  ] as const)('%s', async (assertionAudience, audience) => {
    const picky = await startSandbox({ kind: 'wide', assertionAudience })
    const acting = await actAtSandbox(picky, 'wide-es256')
    const { clientAuth } = acting.ctx.profile
    const ctx = acting.with({ clientAuth: { ...clientAuth, audience } })
    expect((await pushAuthorization(ctx, await made(ctx))).issues).toEqual([])
    const wrong = audience === 'issuer' ? 'called_endpoint' : 'issuer'
    const other = acting.with({ clientAuth: { ...clientAuth, audience: wrong } })
    expect((await pushAuthorization(other, await made(other))).issues).toMatchObject([
      { code: 'response_oauth_error', seen: expect.stringMatching(/^invalid_client/) },
    ])
    await picky.close()
  })
})

describe('DPoP', () => {
  test('asks again with the nonce of the server, at each endpoint', async () => {
    const acting = await actAtSandbox(sandbox, 'wide-dpop')
    const ctx = { ...acting.ctx, dpop: await dpopKeyPair() }
    const exchanged = await exchangeCode(ctx, await getCode(ctx))
    expect(exchanged.issues).toEqual([])
    const tokens = bodyOf(exchanged)
    expect(tokens).toMatchObject({ token_type: 'DPoP' })
    const sent = acting.exchanges.map(({ endpoint, response }) => [
      endpoint,
      response.ok && response.status,
    ])
    expect(sent).toEqual([
      ['par', 400],
      ['par', 201],
      ['token', 400],
      ['token', 200],
    ])
    const proofs = acting.exchanges.map(({ request }) =>
      decodeJwt(Object.fromEntries(request.headers)['dpop'] ?? ''),
    )
    expect(proofs.map(({ payload }) => typeof payload?.['nonce'])).toEqual([
      'undefined',
      'string',
      'undefined',
      'string',
    ])
    const assertions = acting.exchanges.map(({ request }) => formOf(request)['client_assertion'])
    expect(new Set(assertions).size).toBe(4)

    const accessToken = String(tokens['access_token'])
    const user = await userInfo(ctx, accessToken, 'DPoP')
    expect(user).toMatchObject({ issues: [], response: { status: 200 } })
    const refreshToken = String(tokens['refresh_token'])
    expect((await refreshTokens(ctx, { refreshToken })).issues).toEqual([])

    const asBearer = await userInfo(ctx, accessToken, 'Bearer')
    expect(asBearer.issues).toMatchObject([{ code: 'response_oauth_error' }])
  })

  test('a resource is called with a proof of the token', async () => {
    const acting = await actAtSandbox(sandbox, 'wide-dpop')
    const ctx = { ...acting.ctx, dpop: await dpopKeyPair() }
    const { access_token } = bodyOf(await grantTokens(ctx, ownToken))
    const call = {
      accessToken: String(access_token),
      tokenType: 'DPoP',
      method: 'GET',
      url: sandbox.accountsUrl,
      headers: [],
      body: '',
    }
    expect(await callResource(ctx, call)).toMatchObject({ issues: [], response: { status: 200 } })
    const { request } = last(acting)
    const proof = decodeJwt(Object.fromEntries(request.headers)['dpop'] ?? '')
    expect(proof.payload).toMatchObject({ htm: 'GET', htu: sandbox.accountsUrl })
    expect(proof.payload).toHaveProperty('ath')
    const stolen = { ...ctx, dpop: await dpopKeyPair() }
    expect((await callResource(stolen, call)).issues).toMatchObject([
      { code: 'response_oauth_error', seen: expect.stringMatching(/^invalid_token/) },
    ])
  })

  test('a client that must prove and has no key is refused', async () => {
    const { ctx } = await actAtSandbox(sandbox, 'wide-dpop')
    expect((await grantTokens(ctx, ownToken)).issues).toMatchObject([
      { code: 'response_oauth_error' },
    ])
  })
})

describe('requests in the authorize URL', () => {
  test.each([
    ['parameters', 'openid accounts'],
    ['request-object', 'openid accounts'],
    ['request-object', 'accounts'],
  ] as const)('as %s, with the scope %s', async (requestAs, scope) => {
    const acting = await actAtSandbox(sandbox, 'wide-es256')
    const ctx = acting.with({ requestAs, sendBy: 'url', scope, claims: '' })
    const authorization = await made(ctx)
    expect(authorization.nonce === null).toBe(scope === 'accounts')
    const url = authorizeUrl(ctx, authorization, null)
    if (typeof url !== 'string') throw new Error(JSON.stringify(url))
    const names = [...new URL(url).searchParams.keys()]
    const beside =
      scope === 'accounts'
        ? ['client_id', 'request']
        : ['response_type', 'client_id', 'scope', 'request']
    expect(names).toEqual(
      requestAs === 'parameters' ? authorization.params.map(([name]) => name) : beside,
    )
    const stop = await approve(sandbox.issuer, url)
    expect(responseOf(stop).get('state')).toBe(authorization.state)
    expect(responseOf(stop).get('code')).toBeTruthy()
  })
})

describe('responses that are JWTs', () => {
  test.each(['wide-encrypted-rsa', 'wide-encrypted-ec'] as const)(
    'an ID token of %s raises no issue, and can be opened',
    async (id) => {
      const { ctx } = await actAtSandbox(sandbox, id)
      const exchanged = await exchangeCode(ctx, await getCode(ctx))
      expect(exchanged.issues).toEqual([])
      const { privateJwk = {}, kid = '' } = clientOf(sandbox, id).encryptionKey ?? {}
      const { info, privateKey } = await heldKey(privateJwk)
      const key = { kid, alg: info.alg, privateKey }
      const opened = await decryptJwe(decodeJwt(String(bodyOf(exchanged)['id_token'])), [key])
      expect(decodeJwt(opened.plaintext ?? '').payload).toMatchObject({ sub: 'aisyah' })
    },
  )

  test.each(['wide-userinfo-signed', 'wide-userinfo-encrypted'] as const)(
    'UserInfo of %s',
    async (id) => {
      const { ctx } = await actAtSandbox(sandbox, id)
      const { access_token } = bodyOf(await exchangeCode(ctx, await getCode(ctx)))
      const user = await userInfo(ctx, String(access_token), 'Bearer')
      expect(user.issues).toEqual([])
      expect(user.response).toMatchObject({ body: expect.stringMatching(/^ey[^{]+$/) })
    },
  )

  test('introspection is asked for as a JWT, and also read as JSON', async () => {
    const acting = await actAtSandbox(sandbox, 'wide-ps256')
    const { access_token } = bodyOf(await grantTokens(acting.ctx, ownToken))
    const known = await introspect(acting.ctx, String(access_token), 'access_token')
    expect(known).toMatchObject({
      issues: [],
      response: { status: 200, body: expect.stringMatching(/^ey/) },
    })
    expect(last(acting).request.headers).toContainEqual([
      'accept',
      'application/token-introspection+jwt, application/json',
    ])
  })
})

test('token exchange', async () => {
  const { ctx } = await actAtSandbox(sandbox, 'wide-es256')
  const { access_token } = bodyOf(await exchangeCode(ctx, await getCode(ctx)))
  const exchanged = await grantTokens(ctx, {
    grantType: customGrants.tokenExchange,
    params: [
      ['subject_token', String(access_token)],
      ['subject_token_type', 'urn:ietf:params:oauth:token-type:access_token'],
      ['scope', 'accounts'],
    ],
  })
  expect(exchanged).toMatchObject({ issues: [], response: { status: 200 } })
})

test('a grant that no specification knows, with a parameter of the profile', async () => {
  const acting = await actAtSandbox(sandbox, 'wide-es256')
  const ctx = acting.with({ tokenParams: [['voucher', goodVoucher]] })
  const granted = await grantTokens(ctx, { grantType: customGrants.voucher, params: [] })
  expect(granted.issues).toEqual([])
})
