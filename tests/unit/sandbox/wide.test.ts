import * as oauth from 'oauth4webapi'
import { exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientAuthOf } from '../../sandbox/client-auth.ts'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { confidentialClients } from '../../sandbox/wide-clients.ts'
import { clientOf, createClient, errorOf, type Way } from './client.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ kind: 'wide' })
})

afterAll(() => sandbox.close())

test('discovery says what the server really does', async () => {
  const document = await (await fetch(sandbox.discoveryUrl)).json()
  expect(document).toMatchObject({
    token_endpoint_auth_methods_supported: expect.arrayContaining([
      'client_secret_basic',
      'client_secret_post',
      'client_secret_jwt',
      'private_key_jwt',
      'none',
    ]),
    response_types_supported: expect.arrayContaining(['code', 'code id_token']),
    token_endpoint: `${sandbox.origins.backChannel}/token`,
    dpop_signing_alg_values_supported: expect.arrayContaining(['ES256']),
  })
  expect(document).not.toHaveProperty('require_pushed_authorization_requests')
  expect(document).not.toHaveProperty('mtls_endpoint_aliases')
})

test.each([...confidentialClients, 'wide-public'] as const)(
  '%s authenticates and gets tokens with a good ID token',
  async (id) => {
    const { as, client, known, authorize, exchange } = await createClient(sandbox, id)
    const response = await exchange(await authorize())
    const tokens = await oauth.processAuthorizationCodeResponse(as, client, response, {
      expectedNonce: 'nonce-0123456789',
      requireIdToken: true,
    })
    expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'openid accounts profile' })
    await oauth.validateApplicationLevelSignature(as, response, {
      [oauth.allowInsecureRequests]: true,
    })
    expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({ sub: 'aisyah' })
    expect(known.secret === undefined).toBe(!known.authMethod.startsWith('client_secret'))
  },
)

test.each(confidentialClients)('%s is refused with a wrong secret or key', async (id) => {
  const known = clientOf(sandbox, id)
  const { privateKey } = await generateKeyPair(known.alg, { extractable: true })
  const privateJwk = { ...(await exportJWK(privateKey)), kid: known.key.kid }
  const impostor = { ...known, secret: 'guessed', key: { ...known.key, privateJwk } }
  const { grant } = await createClient(sandbox, id, { auth: await clientAuthOf(impostor) })
  const response = await grant('client_credentials', { scope: 'accounts' })
  expect(await errorOf(response)).toEqual({ status: 401, error: 'invalid_client' })
})

test('a client that is registered for one method is refused with another', async () => {
  const { secret = '' } = clientOf(sandbox, 'wide-basic')
  const { grant } = await createClient(sandbox, 'wide-ps256', {
    auth: oauth.ClientSecretPost(secret),
  })
  expect(await errorOf(await grant('client_credentials', {}))).toMatchObject({ status: 401 })
  const nobody = await createClient(sandbox, 'wide-basic', { auth: oauth.None() })
  expect(await errorOf(await nobody.grant('client_credentials', {}))).toMatchObject({ status: 401 })
})

test('the public client must use PKCE, the others need not', async () => {
  const without = { code_challenge: '', code_challenge_method: '' }
  const open = await createClient(sandbox, 'wide-public')
  const refused = await open.authorize(without, 'inline')
  expect(refused.url).toContain('error=invalid_request')
  const basic = await createClient(sandbox, 'wide-basic')
  expect((await basic.authorize(without, 'inline')).url).toContain('code=')
})

test.each<Way>(['inline', 'inline-signed', 'pushed', 'pushed-signed'])(
  'a request is accepted %s',
  async (way) => {
    const { authorize, exchange } = await createClient(sandbox, 'wide-es256')
    const stop = await authorize({}, way)
    expect(new URL(stop.url).searchParams.get('iss')).toBe(sandbox.issuer)
    expect((await exchange(stop)).status).toBe(200)
  },
)

test('a request object of another key is refused', async () => {
  const { as, client, push, parametersOf } = await createClient(sandbox, 'wide-es256')
  const { privateKey } = await generateKeyPair('ES256')
  const request = await oauth.issueRequestObject(as, client, await parametersOf({}), privateKey)
  expect(await errorOf(await push({ request }))).toEqual({
    status: 400,
    error: 'invalid_request_object',
  })
})

test('code id_token comes in the fragment, with a c_hash that fits', async () => {
  const { as, client, authorize, exchange } = await createClient(sandbox, 'wide-ps256')
  const stop = await authorize({ response_type: 'code id_token' }, 'inline')
  const parameters = await oauth.validateCodeIdTokenResponse(
    as,
    client,
    new URL(stop.url),
    'nonce-0123456789',
    'state-0123456789',
    undefined,
    { [oauth.allowInsecureRequests]: true },
  )
  expect(parameters.get('code')).toBeTruthy()
  expect((await exchange(stop)).status).toBe(200)
})

test.each(['jwt', 'fragment.jwt', 'form_post', 'form_post.jwt'])(
  'the response mode %s works',
  async (response_mode) => {
    const { authorize } = await createClient(sandbox, 'wide-ps256')
    const stop = await authorize({ response_mode }, 'inline')
    const carried = stop.url + stop.body
    expect(carried).toMatch(response_mode.endsWith('jwt') ? /response[="].*ey/ : /name="code"/)
  },
)
