import { randomUUID } from 'node:crypto'
import { importJWK, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestConsent } from '../../sandbox/consent.ts'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import type { TestClient } from '../../sandbox/test-clients.ts'
import { authorizeUrl, consent, createUserAgent, responseOf } from './user-agent.ts'

let sandbox: Sandbox
let client: TestClient

beforeAll(async () => {
  sandbox = await startSandbox()
  const [first] = sandbox.clients
  if (!first) throw new Error('No client')
  client = first
})

afterAll(() => sandbox.close())

type Claims = Record<string, unknown>

async function sign(claims: Claims, alg = 'PS256'): Promise<string> {
  const { alg: _alg, ...jwk } = client.key.privateJwk
  return new SignJWT(claims)
    .setProtectedHeader({ alg, kid: client.key.kid })
    .sign(await importJWK(jwk, alg))
}

function timed(): Claims {
  const iat = Math.floor(Date.now() / 1000)
  return { jti: randomUUID(), iat, nbf: iat, exp: iat + 60 }
}

const assertionClaims = (): Claims => ({
  ...timed(),
  iss: client.clientId,
  sub: client.clientId,
  aud: sandbox.issuer,
})

const requestClaims = (): Claims => ({
  ...timed(),
  iss: client.clientId,
  aud: sandbox.issuer,
  client_id: client.clientId,
  response_type: 'code',
  redirect_uri: client.redirectUris.live,
  state: 'state-0123456789',
  nonce: 'nonce-0123456789',
  scope: 'openid accounts',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
  authorization_details: requestConsent({ dcId: client.clientId }),
})

async function push(form: Record<string, string>) {
  const response = await fetch(`${sandbox.origins.backChannel}/par`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: client.clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      ...form,
    }),
  })
  const { error, error_description } = await response.json()
  return { status: response.status, error, description: error_description }
}

const pushRequest = async (changed: Claims) =>
  push({
    client_assertion: await sign(assertionClaims()),
    request: await sign({ ...requestClaims(), ...changed }),
  })

test('what the other tests change is accepted when it is not changed', async () => {
  expect(await pushRequest({})).toEqual({ status: 201 })
})

test.each([
  ['another audience', { aud: 'https://issuer.invalid' }],
  ['a PKCE method other than S256', { code_challenge_method: 'plain' }],
  ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
  ['a redirect URI that is not registered', { redirect_uri: 'https://app.other.invalid/cb' }],
  ['another response type', { response_type: 'code id_token' }],
  ['another response mode', { response_mode: 'form_post' }],
  ['an unknown detail type', { authorization_details: [{ type: 'urn:other' }] }],
  [
    'an unknown permission',
    {
      authorization_details: requestConsent({ dcId: 'x', permissions: ['write_everything'] }),
    },
  ],
])('a request object with %s is refused', async (_what, changed) => {
  const answer = await pushRequest(changed)
  expect(answer.status).toBe(400)
  expect(answer.error).toMatch(/^(invalid|unsupported)_/)
})

test('a request object that is not signed, or with RS256, is refused', async () => {
  const unsigned = await push({
    client_assertion: await sign(assertionClaims()),
    request: new UnsecuredJWT(requestClaims()).encode(),
  })
  expect(unsigned).toMatchObject({ status: 400, error: 'invalid_request_object' })
  const weak = await push({
    client_assertion: await sign(assertionClaims()),
    request: await sign(requestClaims(), 'RS256'),
  })
  expect(weak).toMatchObject({ status: 400, error: 'invalid_request_object' })
})

test('plain parameters instead of a request object are refused', async () => {
  const answer = await push({
    client_assertion: await sign(assertionClaims()),
    response_type: 'code',
    redirect_uri: client.redirectUris.live,
    scope: 'openid',
  })
  expect(answer).toMatchObject({
    status: 400,
    error: 'invalid_request',
    description: 'Request Object must be used by this client',
  })
})

test.each([
  ['for the PAR endpoint instead of the issuer', () => `${sandbox.origins.backChannel}/par`],
  ['for a different audience', () => 'https://issuer.invalid'],
])('a client assertion %s is refused', async (_what, aud) => {
  const answer = await push({
    client_assertion: await sign({ ...assertionClaims(), aud: aud() }),
    request: await sign(requestClaims()),
  })
  expect(answer).toMatchObject({ status: 401, error: 'invalid_client' })
})

test('a client assertion with RS256, or one that was used before, is refused', async () => {
  const weak = await push({
    client_assertion: await sign(assertionClaims(), 'RS256'),
    request: await sign(requestClaims()),
  })
  expect(weak).toMatchObject({ status: 401, error: 'invalid_client' })
  const client_assertion = await sign(assertionClaims())
  const request = await sign(requestClaims())
  expect((await push({ client_assertion, request })).status).toBe(201)
  expect(await push({ client_assertion, request })).toMatchObject({ error: 'invalid_client' })
})

test('an authorization request that was not pushed is refused', async () => {
  const query = new URLSearchParams({
    client_id: client.clientId,
    response_type: 'code',
    redirect_uri: client.redirectUris.live,
    scope: 'openid',
    state: 's',
  })
  const byParameters = await createUserAgent(sandbox.issuer).go(`/auth?${query}`)
  expect(responseOf(byParameters).get('error')).toBe('invalid_request')
  query.set('request', await sign(requestClaims()))
  const byValue = await createUserAgent(sandbox.issuer).go(`/auth?${query}`)
  expect(responseOf(byValue).get('error_description')).toMatch(/^Pushed Authorization Request/)
})

test('a request_uri works once, and for its own client only', async () => {
  const pushed = await sandbox.consumer().push()
  const foreign = authorizeUrl(sandbox.issuer, { ...pushed, clientId: 'tpp-19c2e0' })
  expect((await createUserAgent(sandbox.issuer).go(foreign)).status).toBe(400)
  expect(responseOf(await consent(sandbox.issuer, pushed)).has('code')).toBe(true)
  const again = await consent(sandbox.issuer, pushed)
  expect(again.status).toBe(400)
  expect(again.body).toContain('invalid_request_uri')
})

test('an unknown fault is refused', async () => {
  const response = await fetch(`${sandbox.origins.backChannel}/par`, {
    method: 'POST',
    headers: { 'sandbox-fault': 'no-such-fault' },
    body: new URLSearchParams({
      client_id: client.clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await sign(assertionClaims()),
      request: await sign(requestClaims()),
    }),
  })
  expect(response.status).toBe(400)
})
