import { setTimeout } from 'node:timers/promises'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Endpoint } from '../../sandbox/answer-faults.ts'
import { requestConsent } from '../../sandbox/consent.ts'
import type { FaultName } from '../../sandbox/faults.ts'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import type { ClientId } from '../../sandbox/test-clients.ts'
import { createClient, overHttp } from './client.ts'
import { codeOf, consent } from './user-agent.ts'

// Test files share their modules.
vi.hoisted(() => vi.resetModules())
vi.mock('node:timers/promises', { spy: true })

const slowness = 150

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ kind: 'wide', slowness })
})

afterAll(async () => {
  vi.resetModules()
  await sandbox.close()
})

type Acting = Awaited<ReturnType<typeof createClient>>

/** Runs as a client that has a fault, and takes the fault away again. */
async function withFault<Result>(
  fault: FaultName,
  id: ClientId,
  act: (client: Acting) => Promise<Result>,
): Promise<Result> {
  sandbox.assignToClient(id, { fault })
  try {
    return await act(await createClient(sandbox, id))
  } finally {
    sandbox.assignToClient(id, {})
  }
}

/** Calls each endpoint of the back channel once; the tokens are got without a fault. */
async function calls(id: ClientId): Promise<Readonly<Record<Endpoint, () => Promise<Response>>>> {
  const { as, client, auth, tokens, parametersOf, push, grant } = await createClient(sandbox, id)
  const { access_token } = await tokens()
  return {
    par: async () => push(await parametersOf({})),
    token: () => grant('client_credentials', { scope: 'accounts' }),
    userinfo: () => oauth.userInfoRequest(as, client, access_token, overHttp),
    introspection: async () =>
      oauth.introspectionRequest(as, client, await auth(), access_token, overHttp),
    revocation: async () =>
      oauth.revocationRequest(as, client, await auth(), 'no-such-token', overHttp),
  }
}

const endpoints: readonly Endpoint[] = ['par', 'token', 'userinfo', 'introspection', 'revocation']

test.each(endpoints)('the answers of %s can be spoilt, for one client only', async (endpoint) => {
  const [bad, good] = await Promise.all([calls('wide-post'), calls('wide-basic')])
  const seen = async (fault: FaultName) => {
    sandbox.assignToClient('wide-post', { fault })
    vi.mocked(setTimeout).mockClear()
    const response = await bad[endpoint]()
    const waits = vi.mocked(setTimeout).mock.calls.map(([milliseconds]) => milliseconds)
    const usual = await good[endpoint]()
    expect(usual.ok).toBe(true)
    sandbox.assignToClient('wide-post', {})
    const { status, headers } = response
    const text = await response.text()
    return { status, type: headers.get('content-type'), text, waits, usual: await usual.text() }
  }

  expect(await seen(`${endpoint}-html-500`)).toMatchObject({
    status: 500,
    type: 'text/html; charset=utf-8',
    text: expect.stringContaining('Something went wrong'),
  })
  expect(await seen(`${endpoint}-empty-403`)).toMatchObject({ status: 403, type: null, text: '' })
  expect(await seen(`${endpoint}-content-type-wrong`)).toMatchObject({
    type: 'text/plain; charset=utf-8',
  })
  const half = await seen(`${endpoint}-truncated`)
  expect(() => JSON.parse(half.text)).toThrow('JSON')
  const huge = await seen(`${endpoint}-huge`)
  expect(huge.text.length).toBeGreaterThan(4_000_000)
  expect(huge.waits).toEqual([])
  expect(await seen(`${endpoint}-slow`)).toMatchObject({ waits: [slowness] })
})

test('a fault of a pushed request affects the responses that follow', async () => {
  const consumer = sandbox.consumer('wide-ps256')
  const pushed = await consumer.push({ fault: 'token-html-500' })
  const good = await consumer.push()
  expect([pushed.status, good.status]).toEqual([201, 201])
  const codes = [
    codeOf(await consent(sandbox.issuer, pushed)),
    codeOf(await consent(sandbox.issuer, good)),
  ]
  const { grant } = await createClient(sandbox, 'wide-ps256')
  const exchange = (index: number, of: typeof pushed) =>
    grant('authorization_code', {
      code: codes[index] ?? '',
      redirect_uri: of.redirectUri,
      code_verifier: of.codeVerifier,
    })
  expect((await exchange(0, pushed)).status).toBe(500)
  expect((await exchange(1, good)).status).toBe(200)
})

test('the token response can lack token_type or access_token', async () => {
  const see = (fault: FaultName) => withFault(fault, 'wide-basic', ({ tokens }) => tokens())
  expect(await see('token-no-token-type')).not.toHaveProperty('token_type')
  expect(await see('token-no-access-token')).not.toHaveProperty('access_token')
})

test.each(['at', 'c', 's'] as const)('%s_hash can be wrong, well signed', async (hash) => {
  const fault = `id-token-${hash}-hash-wrong` as const
  const claim = { [`${hash}_hash`]: 'AAAAAAAAAAAAAAAAAAAAAA' }
  await withFault(fault, 'wide-ps256', async ({ as, authorize, exchange }) => {
    const keys = createRemoteJWKSet(new URL(as.jwks_uri ?? ''))
    const { id_token } = await (await exchange(await authorize())).json()
    expect((await jwtVerify(id_token, keys)).payload).toMatchObject(claim)
    const stop = await authorize({ response_type: 'code id_token' }, 'inline')
    const inFront = new URLSearchParams(new URL(stop.url).hash.slice(1)).get('id_token') ?? ''
    expect((await jwtVerify(inFront, keys)).payload).toMatchObject(claim)
  })
})

test('a client finds out about a wrong c_hash in the front channel', async () => {
  await withFault('id-token-c-hash-wrong', 'wide-ps256', async ({ as, client, authorize }) => {
    const stop = await authorize({ response_type: 'code id_token' }, 'inline')
    const validated = oauth.validateCodeIdTokenResponse(
      as,
      client,
      new URL(stop.url),
      'nonce-0123456789',
      'state-0123456789',
      undefined,
      overHttp,
    )
    await expect(validated).rejects.toThrow('c_hash')
  })
})

test('a refresh token rotates or stays as the fault says', async () => {
  const rotated = (fault: FaultName, id: ClientId) =>
    withFault(fault, id, async ({ tokens, grant }) => {
      const { refresh_token } = await tokens()
      const next = await (await grant('refresh_token', { refresh_token })).json()
      return next.refresh_token !== refresh_token
    })
  expect(await rotated('refresh-token-rotated', 'wide-basic')).toBe(true)
  expect(await rotated('refresh-token-kept', 'wide-public')).toBe(false)
})

test('UserInfo can be of another subject, plain and signed', async () => {
  for (const id of ['wide-basic', 'wide-userinfo-signed'] as const) {
    await withFault('userinfo-sub-wrong', id, async ({ as, client, tokens }) => {
      const { access_token } = await tokens()
      const response = await oauth.userInfoRequest(as, client, access_token, overHttp)
      const copy = response.clone()
      await expect(oauth.processUserInfoResponse(as, client, 'aisyah', response)).rejects.toThrow(
        '"sub"',
      )
      if (id === 'wide-basic') return
      await oauth.processUserInfoResponse(as, client, 'mallory', copy)
      await oauth.validateApplicationLevelSignature(as, copy, overHttp)
    })
  }
})

test('less can be granted than was asked for, and it is really less', async () => {
  const id = 'wide-basic'
  await withFault('scope-narrower', id, async ({ tokens }) => {
    const { access_token, scope } = await tokens()
    expect(scope).toBe('openid')
    const headers = { authorization: `Bearer ${access_token}` }
    expect((await fetch(sandbox.accountsUrl, { headers })).status).toBe(403)
  })
  await withFault('authorization-details-other', id, async ({ tokens }) => {
    const requested = requestConsent({ dcId: id, permissions: ['read_accounts'] })
    const { authorization_details } = await tokens({
      authorization_details: JSON.stringify(requested),
    })
    expect(authorization_details).toMatchObject([{ consent: { permissions: ['read_balances'] } }])
  })
})

test('the confirmation can name another key, in introspection and in a JWT', async () => {
  const cnf = { jkt: 'A'.repeat(43) }
  await withFault('cnf-jkt-wrong', 'wide-basic', async ({ as, client, auth, tokens }) => {
    const { access_token } = await tokens()
    const response = await oauth.introspectionRequest(
      as,
      client,
      await auth(),
      access_token,
      overHttp,
    )
    expect(await response.json()).toMatchObject({ active: true, cnf })
  })
  const structured = await startSandbox({ kind: 'wide', accessTokenFormat: 'jwt' })
  try {
    structured.assignToClient('wide-es256', { fault: 'cnf-jkt-wrong' })
    const { tokens } = await createClient(structured, 'wide-es256')
    const { access_token } = await tokens()
    expect(decodeJwt(access_token)).toMatchObject({ cnf })
  } finally {
    await structured.close()
  }
})

test('a fault of a client acts on requests that were not pushed', async () => {
  await withFault('response-iss-wrong', 'wide-basic', async ({ authorize }) => {
    expect((await authorize({}, 'inline')).url).toContain('iss=https%3A%2F%2Fissuer.invalid')
  })
  await withFault('error-access-denied', 'wide-basic', async ({ authorize }) => {
    expect((await authorize({}, 'inline')).url).toContain('error=access_denied')
  })
})
