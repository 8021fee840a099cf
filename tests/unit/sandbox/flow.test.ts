import { createRemoteJWKSet, importJWK, jwtVerify } from 'jose'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { authorizeUrl, codeOf, consent, createUserAgent, responseOf } from './user-agent.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ responseModes: ['query', 'fragment', 'form_post', 'query.jwt'] })
})

afterAll(() => sandbox.close())

test('the PAR response has everything that a tester copies', async () => {
  const pushed = await sandbox.consumer().push({ state: 'my-state', nonce: 'my-nonce-0123456789' })

  expect(pushed).toMatchObject({ status: 201, expiresIn: 90, state: 'my-state' })
  expect(pushed.raw).toMatch(/^HTTP\/1\.1 201 Created\n/)
  expect(pushed.raw).toMatch(/\ncontent-type: application\/json/)
  const [, body] = pushed.raw.split('\n\n')
  expect(JSON.parse(body ?? '')).toEqual({ request_uri: pushed.requestUri, expires_in: 90 })
})

test('a consent that is approved leads to tokens and a consent id', async () => {
  const consumer = sandbox.consumer()
  const pushed = await consumer.push({ permissions: ['read_accounts'] })

  const stop = await consent(sandbox.issuer, pushed)
  const response = responseOf(stop)
  expect(stop.url.startsWith(`${pushed.redirectUri}?`)).toBe(true)
  expect([...response.keys()].toSorted()).toEqual(['code', 'iss', 'state'])
  expect(response.get('iss')).toBe(sandbox.issuer)
  expect(response.get('state')).toBe(pushed.state)

  const tokens = await consumer.exchange({ ...pushed, code: codeOf(stop) })
  expect(tokens.body).toMatchObject({
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'openid accounts profile',
    authorization_details: [
      {
        type: 'urn:openfinance-ml:account-access-consent:v1.2',
        consent: {
          consent_id: expect.any(String),
          dc_id: pushed.clientId,
          dp_id: 'DP2468013579',
          permissions: ['read_accounts'],
          status: 'authorized',
        },
      },
    ],
  })
  const { jwks_uri } = await (await fetch(sandbox.discoveryUrl)).json()
  const { payload } = await jwtVerify(tokens.idToken ?? '', createRemoteJWKSet(new URL(jwks_uri)), {
    issuer: sandbox.issuer,
    audience: pushed.clientId,
    algorithms: ['PS256'],
  })
  expect(payload).toMatchObject({ sub: 'aisyah', nonce: pushed.nonce, id_type: 'mykad' })

  const refreshed = await consumer.refresh({ refreshToken: tokens.refreshToken ?? '' })
  expect(refreshed.status).toBe(200)
})

test('a code works once, and only with its verifier and redirect URI', async () => {
  const consumer = sandbox.consumer()
  const pushed = await consumer.push()
  const code = codeOf(await consent(sandbox.issuer, pushed))

  const codeVerifier = 'a-verifier-that-does-not-fit-but-has-a-good-length'
  expect((await consumer.exchange({ ...pushed, code, codeVerifier })).status).toBe(400)
  const { dead } = sandbox.clients[0]?.redirectUris ?? { dead: '' }
  expect((await consumer.exchange({ ...pushed, code, redirectUri: dead })).status).toBe(400)
  expect((await consumer.exchange({ ...pushed, code })).status).toBe(200)
  const again = await consumer.exchange({ ...pushed, code })
  expect(again.body).toMatchObject({ error: 'invalid_grant' })
})

test('the user is not asked for a data provider that the request names', async () => {
  const consumer = sandbox.consumer('tpp-19c2e0')
  const pushed = await consumer.push({ dpId: 'DP9876543210' })
  const browser = createUserAgent(sandbox.issuer)

  const login = await browser.go(authorizeUrl(sandbox.issuer, pushed))
  const form = { username: 'aisyah', password: 'sandbox-only' }
  const approve = await browser.submit(login, form)
  expect(approve.body).toContain('id="approve"')
  expect(approve.body).toContain('Bank Cendana')
  expect(approve.body).toContain('Pinjam Loan Check')

  const code = codeOf(await browser.submit(approve, { decision: 'approve' }))
  const { body } = await consumer.exchange({ ...pushed, code })
  expect(body).toMatchObject({
    authorization_details: [{ consent: { dp_id: 'DP9876543210' } }],
  })
})

test('a wrong password keeps the user at the login page', async () => {
  const pushed = await sandbox.consumer().push()
  const browser = createUserAgent(sandbox.issuer)
  const login = await browser.go(authorizeUrl(sandbox.issuer, pushed))
  const again = await browser.submit(login, { username: 'aisyah', password: 'guess' })
  expect(again.body).toContain('role="alert"')
  expect(again.body).toContain('id="log-in"')
})

test('each consent in the same browser starts with a login', async () => {
  const consumer = sandbox.consumer()
  const browser = createUserAgent(sandbox.issuer)
  const credentials = { username: 'aisyah', password: 'sandbox-only' }
  for (const pushed of [
    await consumer.push({ dpId: 'DP1' }),
    await consumer.push({ dpId: 'DP1' }),
  ]) {
    const login = await browser.go(authorizeUrl(sandbox.issuer, pushed))
    expect(login.body).toContain('id="log-in"')
    const approve = await browser.submit(login, credentials)
    const stop = await browser.submit(approve, { decision: 'approve' })
    expect(responseOf(stop).has('code')).toBe(true)
  }
})

test('a consent that is denied comes back as access_denied', async () => {
  const pushed = await sandbox.consumer().push()
  const stop = await consent(sandbox.issuer, pushed, 'deny')
  expect(Object.fromEntries(responseOf(stop))).toEqual({
    error: 'access_denied',
    error_description: 'The user denied the consent',
    state: pushed.state,
    iss: sandbox.issuer,
  })
})

test('every registered redirect URI is answered, the custom scheme too', async () => {
  const consumer = sandbox.consumer()
  for (const redirectUri of Object.values(sandbox.clients[0]?.redirectUris ?? {})) {
    const stop = await consent(sandbox.issuer, await consumer.push({ redirectUri }))
    expect(stop.url.startsWith(`${redirectUri}?`)).toBe(true)
    expect(responseOf(stop).has('code')).toBe(true)
  }
})

test('fragment, form_post and JARM work once they are switched on', async () => {
  const consumer = sandbox.consumer()
  const modes = ['fragment', 'form_post', 'query.jwt'] as const
  const [fragment, formPost, jarm] = await Promise.all(
    modes.map(async (responseMode) =>
      consent(sandbox.issuer, await consumer.push({ responseMode })),
    ),
  )
  expect(fragment?.url).toMatch(/\/cb#.*code=/)
  expect(formPost?.body).toMatch(/<input type="hidden" name="code"/)
  expect(jarm?.url).toMatch(/\/cb\?response=ey/)
})

test('a page may send the browser on by script or by meta refresh', async () => {
  const consumer = sandbox.consumer()
  const script = await consent(sandbox.issuer, await consumer.push({ redirectBy: 'script' }))
  expect(script.body).toMatch(/location\.replace\("http:\/\/localhost:\d+\/cb\?code=/)
  const meta = await consent(sandbox.issuer, await consumer.push({ redirectBy: 'meta-refresh' }))
  expect(meta.body).toMatch(/http-equiv="refresh" content="0;url=http:\/\/localhost:\d+\/cb\?code=/)
})

test('the other endpoints work: userinfo, introspection, client credentials, revocation', async () => {
  const known = sandbox.clients[0]
  if (!known) throw new Error('No client')
  const consumer = sandbox.consumer()
  const pushed = await consumer.push()
  const code = codeOf(await consent(sandbox.issuer, pushed))
  const { accessToken = '' } = await consumer.exchange({ ...pushed, code })

  const options = { [oauth.allowInsecureRequests]: true }
  const issuer = new URL(sandbox.issuer)
  const as = await oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, options),
  )
  const client = { client_id: known.clientId }
  const key = (await importJWK(known.key.privateJwk, 'PS256')) as CryptoKey
  const auth = oauth.PrivateKeyJwt({ key, kid: known.key.kid })

  const userInfo = await oauth.userInfoRequest(as, client, accessToken, options)
  expect(await userInfo.json()).toMatchObject({ sub: 'aisyah', given_name: 'Aisyah' })
  const introspect = async () => {
    const response = await oauth.introspectionRequest(as, client, auth, accessToken, options)
    return response.json()
  }
  expect(await introspect()).toMatchObject({
    active: true,
    authorization_details: [{ consent: { status: 'authorized' } }],
  })
  await oauth.revocationRequest(as, client, auth, accessToken, options)
  expect(await introspect()).toEqual({ active: false })
  const parameters = { scope: 'accounts' }
  const own = await oauth.clientCredentialsGrantRequest(as, client, auth, parameters, options)
  expect(await own.json()).toMatchObject({ token_type: 'Bearer', scope: 'accounts' })
})
