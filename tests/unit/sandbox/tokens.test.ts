import {
  compactDecrypt,
  createRemoteJWKSet,
  decodeProtectedHeader,
  importJWK,
  jwtVerify,
} from 'jose'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customGrants, goodVoucher } from '../../sandbox/custom-grants.ts'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { createClient, errorOf, overHttp } from './client.ts'

let sandbox: Sandbox
let rotating: Sandbox
let structured: Sandbox

beforeAll(async () => {
  ;[sandbox, rotating, structured] = await Promise.all([
    startSandbox({ kind: 'wide' }),
    startSandbox({ kind: 'wide', rotateRefreshTokens: true }),
    startSandbox({ kind: 'wide', accessTokenFormat: 'jwt' }),
  ])
})

afterAll(() => Promise.all([sandbox, rotating, structured].map(({ close }) => close())))

async function introspect(
  { as, client, auth }: Awaited<ReturnType<typeof createClient>>,
  token: string,
) {
  const response = await oauth.introspectionRequest(as, client, await auth(), token, overHttp)
  return response.json()
}

test.each([
  ['wide-encrypted-rsa', 'RSA-OAEP-256'],
  ['wide-encrypted-ec', 'ECDH-ES'],
] as const)('the ID token of %s is encrypted with %s', async (id, alg) => {
  const { as, client, known, authorize, exchange } = await createClient(sandbox, id)
  const key = await importJWK(known.encryptionKey?.privateJwk ?? {}, alg)
  const response = await exchange(await authorize())
  const { id_token } = await response.clone().json()
  expect(decodeProtectedHeader(id_token)).toMatchObject({ alg, enc: 'A256GCM', cty: 'JWT' })
  const tokens = await oauth.processAuthorizationCodeResponse(as, client, response, {
    expectedNonce: 'nonce-0123456789',
    requireIdToken: true,
    [oauth.jweDecrypt]: async (jwe) => {
      return new TextDecoder().decode((await compactDecrypt(jwe, key)).plaintext)
    },
  })
  expect(oauth.getValidatedIdTokenClaims(tokens)?.sub).toBe('aisyah')
})

test('UserInfo is plain, signed, or signed and encrypted, as the client registered it', async () => {
  const see = async (id: 'wide-basic' | 'wide-userinfo-signed' | 'wide-userinfo-encrypted') => {
    const made = await createClient(sandbox, id)
    const { access_token } = await made.tokens()
    const { as, client } = made
    const response = await oauth.userInfoRequest(as, client, access_token, overHttp)
    return { ...made, response }
  }
  const plain = await see('wide-basic')
  expect(await plain.response.json()).toMatchObject({ sub: 'aisyah', given_name: 'Aisyah' })

  const signed = await see('wide-userinfo-signed')
  expect(signed.response.headers.get('content-type')).toMatch(/^application\/jwt/)
  const copy = signed.response.clone()
  const claims = await oauth.processUserInfoResponse(
    signed.as,
    signed.client,
    'aisyah',
    signed.response,
  )
  expect(claims).toMatchObject({ iss: sandbox.issuer, aud: 'wide-userinfo-signed' })
  const keys = createRemoteJWKSet(new URL(signed.as.jwks_uri ?? ''))
  await jwtVerify(await copy.text(), keys, { algorithms: ['PS256'] })

  const encrypted = await see('wide-userinfo-encrypted')
  const text = await encrypted.response.text()
  expect(decodeProtectedHeader(text)).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM' })
})

test('introspection responds with a JWT to clients that accept one', async () => {
  const made = await createClient(sandbox, 'wide-ps256')
  const { access_token } = await made.tokens()
  expect(await introspect(made, access_token)).toMatchObject({ active: true, sub: 'aisyah' })

  const client = { ...made.client, introspection_signed_response_alg: 'PS256' }
  const response = await oauth.introspectionRequest(
    made.as,
    client,
    await made.auth(),
    access_token,
    overHttp,
  )
  expect(response.headers.get('content-type')).toMatch(/^application\/token-introspection\+jwt/)
  const answer = await oauth.processIntrospectionResponse(made.as, client, response)
  await oauth.validateApplicationLevelSignature(made.as, response, overHttp)
  expect(answer).toMatchObject({ active: true, client_id: 'wide-ps256' })
})

test('a JWT access token is of RFC 9068, opens the resource and nothing else', async () => {
  const made = await createClient(structured, 'wide-es256')
  const { access_token, id_token } = await made.tokens()
  expect(id_token).toBeTruthy()
  const request = new Request(structured.accountsUrl, {
    headers: { authorization: `Bearer ${access_token}` },
  })
  const audience = `${structured.origins.registration}/open-finance`
  const claims = await oauth.validateJwtAccessToken(made.as, request.clone(), audience, overHttp)
  expect(claims).toMatchObject({ sub: 'aisyah', client_id: 'wide-es256', scope: 'accounts' })
  expect((await fetch(request)).status).toBe(200)
  expect((await oauth.userInfoRequest(made.as, made.client, access_token, overHttp)).status).toBe(
    401,
  )
  expect(await introspect(made, access_token)).toMatchObject({ error: 'unsupported_token_type' })
})

test('the resource refuses a JWT access token that was changed', async () => {
  const { access_token } = await (await createClient(structured, 'wide-es256')).tokens()
  const [header, payload, signature] = access_token.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const changed = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 1 }))
  const authorization = `Bearer ${header}.${changed.toString('base64url')}.${signature}`
  expect((await fetch(structured.accountsUrl, { headers: { authorization } })).status).toBe(401)
})

test('access tokens can be JWTs on the Malaysian server, and of the client itself', async () => {
  const malaysia = await startSandbox({ accessTokenFormat: 'jwt' })
  try {
    const { grant } = await createClient(malaysia, 'tpp-7f3a91')
    const { access_token } = await (await grant('client_credentials', { scope: 'accounts' })).json()
    expect(decodeProtectedHeader(access_token)).toMatchObject({ typ: 'at+jwt', alg: 'PS256' })
    const authorization = `Bearer ${access_token}`
    const response = await fetch(malaysia.accountsUrl, { headers: { authorization } })
    expect(await response.json()).toEqual({ accounts: [] })
  } finally {
    await malaysia.close()
  }
})

test('a refresh token stays unless the server rotates, or the client is public', async () => {
  const refresh = async (from: Sandbox, id: 'wide-basic' | 'wide-public') => {
    const { tokens, grant } = await createClient(from, id)
    const { refresh_token } = await tokens()
    const send = () => grant('refresh_token', { refresh_token })
    const first = await (await send()).json()
    return { same: first.refresh_token === refresh_token, second: await send(), grant, first }
  }
  const staying = await refresh(sandbox, 'wide-basic')
  expect([staying.same, staying.second.status]).toEqual([true, 200])

  for (const rotated of [
    await refresh(rotating, 'wide-basic'),
    await refresh(sandbox, 'wide-public'),
  ]) {
    expect(rotated.same).toBe(false)
    expect(await errorOf(rotated.second)).toEqual({ status: 400, error: 'invalid_grant' })
    const { refresh_token } = rotated.first
    const third = await rotated.grant('refresh_token', { refresh_token })
    expect(await errorOf(third)).toMatchObject({ error: 'invalid_grant' })
  }
})

test('a revoked token is dead, and only its own client can revoke it', async () => {
  const made = await createClient(sandbox, 'wide-post')
  const other = await createClient(sandbox, 'wide-basic')
  const { access_token, refresh_token } = await made.tokens()
  const revoke = async ({ as, client, auth }: typeof made) =>
    oauth.revocationRequest(as, client, await auth(), refresh_token, overHttp)
  expect((await revoke(other)).status).toBe(200)
  expect(await introspect(made, refresh_token)).toMatchObject({ active: true })
  expect(await introspect(other, refresh_token)).toEqual({ active: false })
  await oauth.processRevocationResponse(await revoke(made))
  expect(await introspect(made, refresh_token)).toEqual({ active: false })
  expect(await introspect(made, access_token)).toEqual({ active: false })
  const authorization = `Bearer ${access_token}`
  expect((await fetch(sandbox.accountsUrl, { headers: { authorization } })).status).toBe(401)
})

const accessToken = 'urn:ietf:params:oauth:token-type:access_token'

test('token exchange gives a narrower token for a live one of the same client', async () => {
  const made = await createClient(sandbox, 'wide-es256')
  const { access_token: subject_token } = await made.tokens()
  const parameters = { subject_token, subject_token_type: accessToken }
  const response = await made.grant(customGrants.tokenExchange, {
    ...parameters,
    scope: 'accounts',
  })
  const exchanged = await response.json()
  expect(exchanged).toMatchObject({
    issued_token_type: accessToken,
    token_type: 'Bearer',
    scope: 'accounts',
  })
  expect(await introspect(made, exchanged.access_token)).toMatchObject({
    active: true,
    sub: 'aisyah',
    scope: 'accounts',
  })
  const asMuch = await (await made.grant(customGrants.tokenExchange, parameters)).json()
  expect(asMuch.scope).toBe('openid accounts profile')
})

test.each([
  ['that does not exist', { subject_token: 'guessed' }, 'invalid_request'],
  ['of another type', { subject_token_type: 'urn:other' }, 'invalid_request'],
  ['for a token of another type', { requested_token_type: 'urn:other' }, 'invalid_request'],
  ['for more than it has', { scope: 'accounts profile' }, 'invalid_scope'],
])('token exchange refuses a subject token %s', async (_what, changed, error) => {
  const made = await createClient(sandbox, 'wide-es256')
  const { access_token: subject_token } = await made.tokens({ scope: 'openid accounts' })
  const response = await made.grant(customGrants.tokenExchange, {
    subject_token,
    subject_token_type: accessToken,
    ...changed,
  })
  expect(await errorOf(response)).toEqual({ status: 400, error })
})

test('token exchange refuses the token of another client, and without a token', async () => {
  const { access_token } = await (await createClient(sandbox, 'wide-basic')).tokens()
  const { grant } = await createClient(sandbox, 'wide-es256')
  const foreign = await grant(customGrants.tokenExchange, {
    subject_token: access_token,
    subject_token_type: accessToken,
  })
  expect(await errorOf(foreign)).toEqual({ status: 400, error: 'invalid_request' })
  const nothing = await grant(customGrants.tokenExchange, { subject_token_type: accessToken })
  expect(await errorOf(nothing)).toMatchObject({ error: 'invalid_request' })
})

test('a grant that no specification knows works with its parameter', async () => {
  const { grant } = await createClient(sandbox, 'wide-basic')
  const good = await grant(customGrants.voucher, { voucher: goodVoucher, scope: 'accounts' })
  expect(await good.json()).toMatchObject({ token_type: 'Bearer', scope: 'accounts' })
  const bad = await grant(customGrants.voucher, { voucher: 'guessed' })
  expect(await errorOf(bad)).toEqual({ status: 400, error: 'invalid_grant' })
  expect(await errorOf(await grant('urn:other', {}))).toMatchObject({
    error: 'unsupported_grant_type',
  })
})

test('the resource answers by scope, and echoes the interaction id', async () => {
  const made = await createClient(sandbox, 'wide-basic')
  const see = (headers: Record<string, string>) => fetch(sandbox.accountsUrl, { headers })
  const { access_token } = await made.tokens()
  const authorization = `Bearer ${access_token}`
  const good = await see({ authorization, 'x-fapi-interaction-id': 'my-own-id' })
  expect(good.headers.get('x-fapi-interaction-id')).toBe('my-own-id')
  expect(await good.json()).toMatchObject({ accounts: [{ account_name: 'Savings' }, {}] })

  const little = await made.tokens({ scope: 'openid' })
  const forbidden = await see({ authorization: `Bearer ${little.access_token}` })
  expect(forbidden.status).toBe(403)
  expect(forbidden.headers.get('content-type')).toBeNull()
  expect(forbidden.headers.get('x-fapi-interaction-id')).toMatch(/^[\da-f-]{36}$/)
  expect(await forbidden.text()).toBe('')

  const nothing = await see({})
  expect(nothing.status).toBe(401)
  expect(nothing.headers.get('www-authenticate')).toMatch(/^Bearer realm="accounts", DPoP algs=/)
  const wrong = await see({ authorization: 'Bearer guessed' })
  expect(wrong.headers.get('www-authenticate')).toContain('error="invalid_token"')
  expect((await see({ authorization: `DPoP ${access_token}` })).status).toBe(401)
})
