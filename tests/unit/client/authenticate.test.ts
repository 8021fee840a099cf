import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, test } from 'vitest'
import { endpointUrl } from '@/lib/client/endpoints'
import { refreshTokens } from '@/lib/client/token-requests'
import type { ClientAuth, Profile } from '@/lib/oauth/profile'
import {
  answering,
  contextOf,
  formOf,
  issuer,
  keyOf,
  metadata,
  profileOf,
  recorder,
} from './harness'

const auth = (changes: Partial<ClientAuth>) => ({ ...profileOf().clientAuth, ...changes })
const withAuth = (changes: Partial<ClientAuth>) => profileOf({ clientAuth: auth(changes) })

describe('the URL of an endpoint', () => {
  const aliases = { token_endpoint: 'https://mtls.example/token' }

  test.each([
    ['private_key_jwt', `${issuer}/token`],
    ['tls_client_auth', 'https://mtls.example/token'],
    ['self_signed_tls_client_auth', 'https://mtls.example/token'],
  ] as const)('for %s', (method, url) => {
    const profile = withAuth({ method })
    const ctx = contextOf({ profile, metadata: { ...metadata, mtls_endpoint_aliases: aliases } })
    expect(endpointUrl(ctx, 'token')).toBe(url)
    expect(endpointUrl(ctx, 'par')).toBe(`${issuer}/par`)
  })

  test.each([
    [undefined, { code: 'endpoint_missing', expected: 'token_endpoint' }],
    ['/token', { code: 'endpoint_not_url', seen: '/token', expected: 'token_endpoint' }],
    [['x'], { code: 'endpoint_not_url', seen: '["x"]', expected: 'token_endpoint' }],
    [
      'http://auth.example/t',
      { code: 'url_not_https', seen: 'http://auth.example/t', expected: 'token_endpoint' },
    ],
    [
      'ftp://localhost/t',
      { code: 'url_not_https', seen: 'ftp://localhost/t', expected: 'token_endpoint' },
    ],
    ['http://localhost:1/t', 'http://localhost:1/t'],
  ])('%j', (token_endpoint, expected) => {
    const ctx = contextOf({ metadata: { ...metadata, token_endpoint } })
    expect(endpointUrl(ctx, 'token')).toEqual(expected)
  })

  test('aliases that are not an object are ignored', () => {
    const profile = withAuth({ method: 'tls_client_auth' })
    const ctx = contextOf({ profile, metadata: { ...metadata, mtls_endpoint_aliases: 'x' } })
    expect(endpointUrl(ctx, 'token')).toBe(`${issuer}/token`)
  })
})

describe('client authentication', () => {
  const ask = async (profile: Profile, more: Parameters<typeof contextOf>[0] = {}) => {
    const { exchanges, send } = recorder(answering(400, '{}'))
    const result = await refreshTokens(contextOf({ profile, send, ...more }), { refreshToken: 'r' })
    return { result, request: exchanges[0]?.request, count: exchanges.length }
  }

  test.each(['tls_client_auth', 'self_signed_tls_client_auth'] as const)('%s', async (method) => {
    const { request } = await ask(withAuth({ method }))
    expect(request?.certificate).toBe(true)
    expect(request && formOf(request)).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'r',
      client_id: 'client-1',
    })
  })

  test('none', async () => {
    const { request } = await ask(withAuth({ method: 'none' }))
    expect(request).toMatchObject({ certificate: false, url: `${issuer}/token` })
    expect(request && formOf(request)).toMatchObject({ client_id: 'client-1' })
  })

  test.each([
    ['PS256', 'PS256'],
    ['PS384', 'PS384'],
    ['RS256', 'RS256'],
    ['RS512', 'RS512'],
    ['ES256', 'ES256'],
    ['ES512', 'ES512'],
    ['EdDSA', 'EdDSA'],
    ['Ed25519', 'Ed25519'],
  ])('private_key_jwt with a key for %s', async (alg, expected) => {
    const signingKey = await keyOf(alg)
    const { request } = await ask(withAuth({ method: 'private_key_jwt' }), {
      signingKey,
      now: () => 1_700_000_000_900,
    })
    const assertion = (request && formOf(request)['client_assertion']) ?? ''
    expect(decodeProtectedHeader(assertion)).toEqual({ alg: expected, kid: 'k1' })
    expect(decodeJwt(assertion)).toEqual({
      iss: 'client-1',
      sub: 'client-1',
      aud: issuer,
      jti: expect.any(String),
      iat: 1_700_000_000,
      nbf: 1_700_000_000,
      exp: 1_700_000_060,
    })
  })

  test('what the tester adds to an assertion', async () => {
    const profile = withAuth({
      method: 'client_secret_jwt',
      lifetime: 5,
      extraClaims: '{"aud":["a","b"],"x":1}',
      extraHeader: '{"typ":"client-authentication+jwt"}',
    })
    const { request } = await ask(profile, { secret: 'a-secret' })
    const assertion = (request && formOf(request)['client_assertion']) ?? ''
    expect(decodeProtectedHeader(assertion)).toEqual({
      alg: 'HS256',
      typ: 'client-authentication+jwt',
    })
    expect(decodeJwt(assertion)).toMatchObject({ aud: ['a', 'b'], x: 1 })
  })

  test('a key without kid', async () => {
    const signingKey = await keyOf('ES256', '')
    const { request } = await ask(withAuth({ method: 'private_key_jwt' }), { signingKey })
    const assertion = (request && formOf(request)['client_assertion']) ?? ''
    expect(decodeProtectedHeader(assertion)).toEqual({ alg: 'ES256' })
  })

  test('client_secret_basic encodes both halves as a form', async () => {
    const profile = { ...withAuth({ method: 'client_secret_basic' }), clientId: 'a:b c' }
    const { request } = await ask(profile, { secret: 'ü:%+' })
    expect(Object.fromEntries(request?.headers ?? [])['authorization']).toBe(
      `Basic ${btoa('a%3Ab+c:%C3%BC%3A%25%2B')}`,
    )
  })

  test.each([
    ['private_key_jwt', {}, { code: 'signing_key_missing', field: 'signingKeyId' }],
    ['client_secret_basic', {}, { code: 'client_secret_missing', field: 'clientSecret' }],
    ['client_secret_post', {}, { code: 'client_secret_missing', field: 'clientSecret' }],
    ['client_secret_jwt', {}, { code: 'client_secret_missing', field: 'clientSecret' }],
    [
      'client_secret_jwt',
      { extraClaims: '{"a":}' },
      { code: 'field_not_json', field: 'clientAuth.extraClaims', seen: '"}" at line 1, column 6' },
    ],
    [
      'client_secret_jwt',
      { extraHeader: '[1]' },
      { code: 'field_not_object', field: 'clientAuth.extraHeader', seen: '[1]' },
    ],
  ] as const)('%s with %j sends nothing', async (method, changes, issue) => {
    const { result, count } = await ask(withAuth({ method, ...changes }))
    expect(result).toEqual({ response: null, issues: [issue] })
    expect(count).toBe(0)
  })

  test('a key that is too small is named', async () => {
    const { privateKey } = await crypto.subtle.generateKey(
      {
        name: 'RSA-PSS',
        hash: 'SHA-256',
        modulusLength: 1024,
        publicExponent: new Uint8Array([1, 0, 1]),
      },
      false,
      ['sign', 'verify'],
    )
    const signingKey = { ...(await keyOf('PS256')), privateKey }
    const { result } = await ask(withAuth({ method: 'private_key_jwt' }), { signingKey })
    expect(result).toEqual({
      response: null,
      issues: [{ code: 'request_not_created', seen: 'unsupported RSA-PSS modulusLength' }],
    })
  })
})
