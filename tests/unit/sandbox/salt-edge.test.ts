import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { clientAuthOf } from '../../sandbox/client-auth.ts'
import { startSaltEdge, type SaltEdge } from '../../sandbox/salt-edge.ts'
import type { SaltEdgeClientId, TestClient } from '../../sandbox/test-clients.ts'
import { approve, overHttp, type Parameters } from './client.ts'

let server: SaltEdge

beforeEach(async () => {
  await server?.close()
  server = await startSaltEdge()
})

afterAll(() => server.close())

const ids: readonly SaltEdgeClientId[] = ['salt-edge-basic', 'salt-edge-rs256', 'salt-edge-ps256']

/** Acts as a client at one bank. */
async function actAt(
  bank: string,
  id: SaltEdgeClientId = 'salt-edge-rs256',
  change: (known: TestClient) => TestClient = (same) => same,
) {
  const found = server.clients.find(({ clientId }) => clientId === id)
  if (!found) throw new Error(`No client ${id}`)
  const known = change(found)
  const response = await fetch(server.discoveryUrl(bank))
  const as = await oauth.processDiscoveryResponse(new URL(server.issuer), response)
  const redirect_uri = known.redirectUris.live
  const grant = async (type: string, parameters: Parameters) => {
    const client = { client_id: id }
    const auth = await clientAuthOf(known)
    return oauth.genericTokenEndpointRequest(as, client, auth, type, parameters, overHttp)
  }
  const code = async () => {
    const query = new URLSearchParams({
      client_id: id,
      response_type: 'code',
      redirect_uri,
      scope: 'openid accounts',
      state: 'state-0123456789',
      nonce: 'nonce-0123456789',
    })
    const origin = new URL(as.authorization_endpoint ?? '').origin
    const stop = await approve(origin, `${as.authorization_endpoint}?${query}`)
    return new URL(stop.url).searchParams.get('code') ?? ''
  }
  const exchange = async (provider_code = bank, from = code()) =>
    grant('authorization_code', { code: await from, redirect_uri, provider_code })
  return { as, grant, code, exchange }
}

const problemOf = async (response: Response) => {
  const { error_class, error_message } = await response.json()
  expect(error_message).toBeTruthy()
  return [response.status, error_class]
}

test.each(ids)('%s: all three grants work with the provider code', async (id) => {
  const { usual: provider_code } = server.providerCodes
  const { as, grant, exchange } = await actAt(provider_code, id)
  const tokens = await (await exchange()).json()
  expect(tokens).toMatchObject({ token_type: 'Bearer', scope: 'openid accounts' })
  const keys = createRemoteJWKSet(new URL(as.jwks_uri ?? ''))
  const verified = { issuer: server.issuer, audience: id, algorithms: ['RS256'] }
  const { payload } = await jwtVerify(tokens.id_token, keys, verified)
  expect(payload).toMatchObject({ sub: 'aisyah', nonce: 'nonce-0123456789' })
  const { refresh_token } = tokens
  const refreshed = await grant('refresh_token', { refresh_token, provider_code })
  expect(refreshed.status).toBe(200)
  const own = await grant('client_credentials', { scope: 'accounts', provider_code })
  expect(await own.json()).toMatchObject({ token_type: 'Bearer', scope: 'accounts' })
})

test.each(ids)('%s is refused with a wrong secret or key', async (id) => {
  const { usual: provider_code } = server.providerCodes
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const privateJwk = await exportJWK(privateKey)
  const { grant } = await actAt(provider_code, id, (known) => ({
    ...known,
    secret: 'guessed',
    key: { ...known.key, privateJwk },
  }))
  const response = await grant('client_credentials', { scope: 'accounts', provider_code })
  expect(await problemOf(response)).toEqual([400, 'InvalidClientAssertion'])
})

test('the metadata is at the path with the provider code only', async () => {
  const { usual, forbidden } = server.providerCodes
  const document = await (await fetch(server.discoveryUrl(usual))).json()
  expect(document).toMatchObject({
    issuer: server.issuer,
    authorization_endpoint: `${server.origins.authorization}/${usual}/authorize`,
    token_endpoint_auth_signing_alg_values_supported: ['RS256', 'PS256'],
  })
  const at = (path: string) => fetch(server.issuer + path)
  for (const path of ['openid-configuration', 'oauth-authorization-server']) {
    expect((await at(`/.well-known/${path}`)).status).toBe(404)
  }
  expect(await problemOf(await fetch(server.discoveryUrl(forbidden)))).toEqual([403, 'Forbidden'])
  expect(await problemOf(await fetch(server.discoveryUrl('nobody')))).toEqual([404, 'NotFound'])
  const { keys } = await (await fetch(document.jwks_uri)).json()
  expect(Object.keys(keys[0]).toSorted()).toEqual(['e', 'kid', 'kty', 'n', 'use'])
})

test('the provider code must be there, known, open, and that of the code', async () => {
  const { usual, other, forbidden } = server.providerCodes
  const { grant, exchange, code } = await actAt(usual)
  const own = (parameters: Parameters) =>
    grant('client_credentials', { scope: 'accounts', ...parameters }).then(problemOf)
  expect(await own({})).toEqual([400, 'InvalidRequest'])
  expect(await own({ provider_code: 'nobody' })).toEqual([404, 'NotFound'])
  expect(await own({ provider_code: forbidden })).toEqual([403, 'Forbidden'])
  const got = code()
  expect(await problemOf(await exchange(other, got))).toEqual([400, 'InvalidRequest'])
  const tokens = await (await exchange(usual, got)).json()
  const { refresh_token } = tokens
  const mixed = await grant('refresh_token', { refresh_token, provider_code: other })
  expect(await problemOf(mixed)).toEqual([400, 'InvalidRequest'])
  expect(await problemOf(await exchange(usual, got))).toEqual([400, 'InvalidRequest'])
})

test('a bank that is not ready says TooEarly once; the code is not used up by that', async () => {
  const { early } = server.providerCodes
  const { exchange, code } = await actAt(early)
  const got = code()
  expect(await problemOf(await exchange(early, got))).toEqual([425, 'TooEarly'])
  expect((await exchange(early, got)).status).toBe(200)
})
