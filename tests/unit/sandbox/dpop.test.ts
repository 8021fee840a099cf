import { randomUUID } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, SignJWT } from 'jose'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { createClient, errorOf, overHttp } from './client.ts'

let sandbox: Sandbox
let keyPair: CryptoKeyPair

beforeAll(async () => {
  sandbox = await startSandbox({ kind: 'wide', dpopNonces: true })
  keyPair = await oauth.generateKeyPair('ES256', { extractable: true })
})

afterAll(() => sandbox.close())

type Claims = Readonly<Record<string, unknown>>

/** Makes proofs by hand, so that they can be wrong. */
async function proof(claims: Claims, header: Claims = {}, pair = keyPair): Promise<string> {
  const jwk = await exportJWK(pair.publicKey)
  return new SignJWT({ jti: randomUUID(), iat: Math.floor(Date.now() / 1000), ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header })
    .sign(pair.privateKey)
}

const hash = async (text: string) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('base64url')

/** Asks for a token of the client itself with a proof in the header, without retrying. */
async function ask(header: string | undefined, id: 'wide-dpop' | 'wide-basic' = 'wide-dpop') {
  const { as, client, auth } = await createClient(sandbox, id)
  return oauth.clientCredentialsGrantRequest(
    as,
    client,
    await auth(),
    { scope: 'accounts' },
    { ...overHttp, headers: header === undefined ? {} : { dpop: header } },
  )
}

const tokenCall = () => ({ htm: 'POST', htu: `${sandbox.origins.backChannel}/token` })

async function tokenNonce(): Promise<string> {
  return (await ask(await proof(tokenCall()))).headers.get('dpop-nonce') ?? ''
}

async function boundTokens() {
  const { as, client, authorize, exchange } = await clientWithDpop()
  const tokens = await (await exchange(await authorize())).json()
  return { as, client, tokens }
}

async function clientWithDpop() {
  const DPoP = oauth.DPoP({}, keyPair)
  const inner = await createClient(sandbox, 'wide-dpop', { DPoP })
  /** Sends again what was refused for want of a nonce, as a client must. */
  const retrying = async (send: () => Promise<Response>) => {
    const first = await send()
    const { error } = await first.clone().json()
    if (error !== 'use_dpop_nonce') return first
    await oauth
      .processGenericTokenEndpointResponse(inner.as, inner.client, first)
      .catch((reason: unknown) => reason)
    return send()
  }
  return {
    ...inner,
    DPoP,
    authorize: async () => {
      // The first push is refused, and the DPoP handle of oauth4webapi takes the nonce from it.
      const parameters = await inner.parametersOf({})
      const refused = await inner.push(parameters)
      expect(await errorOf(refused.clone())).toEqual({ status: 400, error: 'use_dpop_nonce' })
      await oauth
        .processPushedAuthorizationResponse(inner.as, inner.client, refused)
        .catch((reason: unknown) => reason)
      return inner.authorize()
    },
    exchange: (stop: Parameters<typeof inner.exchange>[0]) => retrying(() => inner.exchange(stop)),
    grant: (...args: Parameters<typeof inner.grant>) => retrying(() => inner.grant(...args)),
  }
}

test('PAR wants a nonce, the token is bound to the key of the proof', async () => {
  const { tokens } = await boundTokens()
  expect(tokens).toMatchObject({ token_type: 'DPoP', scope: 'openid accounts profile' })
})

test('the token endpoint refuses a proof without a nonce and provides one', async () => {
  const refused = await ask(await proof(tokenCall()))
  const nonce = refused.headers.get('dpop-nonce')
  expect(await errorOf(refused)).toEqual({ status: 400, error: 'use_dpop_nonce' })
  const taken = await ask(await proof({ ...tokenCall(), nonce }))
  expect(await taken.json()).toMatchObject({ token_type: 'DPoP' })
})

test('a client that must use DPoP is refused without, another gets a Bearer token', async () => {
  expect(await errorOf(await ask(undefined))).toEqual({ status: 400, error: 'invalid_grant' })
  expect(await (await ask(undefined, 'wide-basic')).json()).toMatchObject({ token_type: 'Bearer' })
})

test.each<[string, Claims, Claims, string]>([
  ['a guessed nonce', { nonce: 'guessed' }, {}, 'use_dpop_nonce'],
  ['another method', { htm: 'GET' }, {}, 'invalid_dpop_proof'],
  ['another URL', { htu: 'https://elsewhere.invalid/token' }, {}, 'invalid_dpop_proof'],
  ['another type', {}, { typ: 'JWT' }, 'invalid_dpop_proof'],
  ['no jti', { jti: undefined }, {}, 'invalid_dpop_proof'],
])('the token endpoint refuses a proof with %s', async (_what, claims, header, error) => {
  const nonce = await tokenNonce()
  const response = await ask(await proof({ ...tokenCall(), nonce, ...claims }, header))
  expect(await errorOf(response)).toMatchObject({ error })
})

test('the token endpoint refuses a proof that another key signed, and one that was used', async () => {
  const other = await oauth.generateKeyPair('ES256', { extractable: true })
  const nonce = await tokenNonce()
  const jwk = await exportJWK(other.publicKey)
  const forged = await proof({ ...tokenCall(), nonce }, { jwk })
  expect(await errorOf(await ask(forged))).toMatchObject({ error: 'invalid_dpop_proof' })
  const once = await proof({ ...tokenCall(), nonce })
  expect((await ask(once)).status).toBe(200)
  expect(await errorOf(await ask(once))).toMatchObject({ error: 'invalid_grant' })
})

test('a code is exchanged with the key of the push only', async () => {
  const { authorize, known, codeVerifier } = await clientWithDpop()
  const stop = await authorize()
  const other = await oauth.generateKeyPair('ES256', { extractable: true })
  const { as, client, auth } = await createClient(sandbox, 'wide-dpop')
  const nonce = await tokenNonce()
  const response = await oauth.genericTokenEndpointRequest(
    as,
    client,
    await auth(),
    'authorization_code',
    {
      code: new URL(stop.url).searchParams.get('code') ?? '',
      redirect_uri: known.redirectUris.live,
      code_verifier: codeVerifier,
    },
    { ...overHttp, headers: { dpop: await proof({ ...tokenCall(), nonce }, {}, other) } },
  )
  expect(await errorOf(response)).toEqual({ status: 400, error: 'invalid_grant' })
})

test('UserInfo wants a nonce and takes the token with the right key only', async () => {
  const { tokens } = await boundTokens()
  const url = `${sandbox.origins.backChannel}/userinfo`
  const call = { htm: 'GET', htu: url, ath: await hash(tokens.access_token) }
  const see = (dpop: string, scheme = 'DPoP') =>
    fetch(url, { headers: { authorization: `${scheme} ${tokens.access_token}`, dpop } })

  const refused = await see(await proof(call))
  expect(refused.status).toBe(401)
  expect(refused.headers.get('www-authenticate')).toContain('use_dpop_nonce')
  const nonce = refused.headers.get('dpop-nonce')
  const good = await see(await proof({ ...call, nonce }))
  expect(await good.json()).toMatchObject({ sub: 'aisyah' })
  const other = await oauth.generateKeyPair('ES256', { extractable: true })
  expect((await see(await proof({ ...call, nonce }, {}, other))).status).toBe(401)
  expect((await see(await proof({ ...call, nonce, ath: await hash('x') }))).status).toBe(401)
})

test('the resource has a separate nonce, which oauth4webapi uses', async () => {
  const { tokens } = await boundTokens()
  const DPoP = oauth.DPoP({}, keyPair)
  const see = () =>
    oauth.protectedResourceRequest(
      tokens.access_token,
      'GET',
      new URL(sandbox.accountsUrl),
      undefined,
      undefined,
      { ...overHttp, DPoP },
    )
  await expect(see()).rejects.toSatisfy(oauth.isDPoPNonceError)
  expect((await see()).status).toBe(200)
})

test.each<[string, (token: string) => Promise<Claims> | Claims, boolean]>([
  ['without ath', () => ({ ath: undefined }), false],
  ['with the ath of another token', async () => ({ ath: await hash('another') }), false],
  ['for another URL', () => ({ htu: 'http://localhost/other' }), false],
  ['of long ago', () => ({ iat: 1 }), false],
  ['with another key', () => ({}), true],
])('the resource refuses a proof %s', async (_what, changed, withOtherKey) => {
  const { tokens } = await boundTokens()
  const token: string = tokens.access_token
  const call = { htm: 'GET', htu: sandbox.accountsUrl, ath: await hash(token) }
  const see = (dpop: string) =>
    fetch(sandbox.accountsUrl, { headers: { authorization: `DPoP ${token}`, dpop } })
  const nonce = (await see(await proof(call))).headers.get('dpop-nonce')
  const pair = withOtherKey ? await oauth.generateKeyPair('ES256', { extractable: true }) : keyPair
  const response = await see(await proof({ ...call, nonce, ...(await changed(token)) }, {}, pair))
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toMatch(/DPoP .*error="invalid_/)
  expect((await see(await proof({ ...call, nonce }))).status).toBe(200)
})

test('a bound token is refused as Bearer', async () => {
  const { tokens } = await boundTokens()
  const authorization = `Bearer ${tokens.access_token}`
  for (const url of [sandbox.accountsUrl, `${sandbox.origins.backChannel}/userinfo`]) {
    expect((await fetch(url, { headers: { authorization } })).status).toBe(401)
  }
})

test('introspection tells the thumbprint; a refreshed token is bound to the same key', async () => {
  const { as, client, auth, grant } = await clientWithDpop()
  const { tokens } = await boundTokens()
  const response = await grant('refresh_token', { refresh_token: tokens.refresh_token })
  const refreshed = await response.json()
  const introspected = await oauth.introspectionRequest(
    as,
    client,
    await auth(),
    refreshed.access_token,
    overHttp,
  )
  const jkt = await calculateJwkThumbprint(await exportJWK(keyPair.publicKey))
  expect(await introspected.json()).toMatchObject({ token_type: 'DPoP', cnf: { jkt } })
})

test('Open Finance Malaysia can require DPoP too', async () => {
  const malaysia = await startSandbox({ dpop: 'required', dpopNonces: true })
  try {
    const document = await (await fetch(malaysia.discoveryUrl)).json()
    expect(document.dpop_signing_alg_values_supported).toContain('PS256')
    const consumer = malaysia.consumer()
    const pushed = await consumer.push()
    expect(pushed.status).toBe(201)
    const { status, body } = await consumer.exchange({ ...pushed, code: 'c' })
    expect({ status, body }).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  } finally {
    await malaysia.close()
  }
})
