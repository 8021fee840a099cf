import { X509Certificate } from 'node:crypto'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createAuthority,
  type Authority,
  type TestCertificate,
} from '../../sandbox/certificates.ts'
import { certificateThumbprint } from '../../sandbox/peer-certificate.ts'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import type { ClientId } from '../../sandbox/test-clients.ts'
import { clientOf, createClient, errorOf } from './client.ts'
import { fetchOver } from './tls-fetch.ts'

let sandbox: Sandbox
let stranger: Authority

beforeAll(async () => {
  ;[sandbox, stranger] = await Promise.all([
    startSandbox({ kind: 'wide', mtls: 'asked' }),
    createAuthority('/O=Sandbox/CN=Sandbox CA'),
  ])
})

afterAll(() => Promise.all([sandbox.close(), stranger.close()]))

/** TLS with the certificate of a client, with another one, or with none. */
function tlsOf(from: Sandbox, certificate?: TestCertificate) {
  const ca = from.authority?.certificate.pem ?? ''
  return certificate ? { ca, cert: certificate.pem, key: certificate.keyPem } : { ca }
}

const act = (id: ClientId, certificate = clientOf(sandbox, id).certificate) =>
  createClient(sandbox, id, { tls: tlsOf(sandbox, certificate) })

const ids = ['wide-tls', 'wide-tls-self-signed', 'wide-tls-bound'] as const

test('the aliases point to the TLS origin, whose certificate is of the authority', async () => {
  const document = await (await fetch(sandbox.discoveryUrl)).json()
  const { mtls = '' } = sandbox.origins
  expect(mtls).toMatch(/^https:\/\/localhost:/)
  expect(document.mtls_endpoint_aliases).toEqual({
    token_endpoint: `${mtls}/token`,
    revocation_endpoint: `${mtls}/token/revoke`,
    introspection_endpoint: `${mtls}/introspection`,
    pushed_authorization_request_endpoint: `${mtls}/par`,
    userinfo_endpoint: `${mtls}/userinfo`,
  })
  expect(document).toMatchObject({
    tls_client_certificate_bound_access_tokens: true,
    token_endpoint_auth_methods_supported: expect.arrayContaining([
      'tls_client_auth',
      'self_signed_tls_client_auth',
    ]),
  })
  await expect(fetchOver({ ca: stranger.certificate.pem })(mtls, get)).rejects.toThrow(
    'certificate',
  )
})

const get = { method: 'GET', headers: {} }

test.each(ids)('%s gets tokens that are bound to its certificate', async (id) => {
  const made = await act(id)
  const tokens = await made.tokens()
  expect(tokens).toMatchObject({ token_type: 'Bearer', scope: 'openid accounts profile' })
  const { as, client, auth, options, known } = made
  const response = await oauth.introspectionRequest(
    as,
    client,
    await auth(),
    tokens.access_token,
    options,
  )
  const own = new X509Certificate(known.certificate?.pem ?? '')
  expect(await response.json()).toMatchObject({ cnf: { 'x5t#S256': certificateThumbprint(own) } })
  const userInfo = await oauth.userInfoRequest(as, client, tokens.access_token, options)
  expect(await userInfo.json()).toMatchObject({ sub: 'aisyah' })
})

test.each(ids)('%s opens the resource with its own certificate only', async (id) => {
  const { tokens, known } = await act(id)
  const { access_token } = await tokens()
  const init = { method: 'GET', headers: { authorization: `Bearer ${access_token}` } }
  const url = `${sandbox.origins.mtls}/open-finance/accounts`
  const other = id === 'wide-tls' ? 'wide-tls-self-signed' : 'wide-tls'
  const see = async (certificate?: TestCertificate) =>
    (await fetchOver(tlsOf(sandbox, certificate))(url, init)).status
  expect(await see(known.certificate)).toBe(200)
  expect(await see(clientOf(sandbox, other).certificate)).toBe(401)
  expect(await see()).toBe(401)
  expect((await fetch(sandbox.accountsUrl, init)).status).toBe(401)
})

test.each([...ids, 'wide-basic'] as const)('%s without a certificate', async (id) => {
  const { grant } = await createClient(sandbox, id, { tls: tlsOf(sandbox) })
  const response = await grant('client_credentials', { scope: 'accounts' })
  const expected = {
    'wide-tls': 'invalid_client',
    'wide-tls-self-signed': 'invalid_client',
    'wide-tls-bound': 'invalid_grant',
    'wide-basic': undefined,
  }
  expect((await errorOf(response)).error).toBe(expected[id])
})

test('a certificate of the authority for another subject is refused', async () => {
  const { grant } = await act('wide-tls', clientOf(sandbox, 'wide-tls-bound').certificate)
  const response = await grant('client_credentials', {})
  expect(await errorOf(response)).toEqual({ status: 401, error: 'invalid_client' })
})

test('the right subject of another authority is refused, self-signed too', async () => {
  const wanted = { subject: '/C=MY/O=Sandbox/CN=wide-tls', usage: 'clientAuth' } as const
  for (const forged of [await stranger.issue(wanted), await stranger.selfSign(wanted)]) {
    const { grant } = await act('wide-tls', forged)
    const response = await grant('client_credentials', {})
    expect(await errorOf(response)).toEqual({ status: 401, error: 'invalid_client' })
  }
})

test('a self-signed certificate that is not registered is refused', async () => {
  const subject = '/C=MY/O=Sandbox/CN=wide-tls-self-signed'
  const { grant } = await act('wide-tls-self-signed', await stranger.selfSign({ subject }))
  const response = await grant('client_credentials', {})
  expect(await errorOf(response)).toEqual({ status: 401, error: 'invalid_client' })
})

test('without TLS such a client is refused', async () => {
  const { grant } = await createClient(sandbox, 'wide-tls')
  expect(await errorOf(await grant('client_credentials', {}))).toMatchObject({
    error: 'invalid_client',
  })
})

test('a demanded certificate is a matter of the handshake; Malaysia has a client for it', async () => {
  const malaysia = await startSandbox({ mtls: 'demanded' })
  try {
    const known = clientOf(malaysia, 'tpp-5d40b8')
    const tls = tlsOf(malaysia, known.certificate)
    const { authorize, exchange } = await createClient(malaysia, 'tpp-5d40b8', { tls })
    const response = await exchange(await authorize({}, 'pushed-signed'))
    expect(await response.json()).toMatchObject({ token_type: 'Bearer' })

    const without = await createClient(malaysia, 'tpp-5d40b8', { tls: tlsOf(malaysia) })
    await expect(without.grant('client_credentials', {})).rejects.toThrow(/certificate required/)
    const subject = '/C=MY/O=Sandbox/CN=tpp-5d40b8'
    const forged = tlsOf(malaysia, await stranger.issue({ subject }))
    const impostor = await createClient(malaysia, 'tpp-5d40b8', { tls: forged })
    await expect(impostor.grant('client_credentials', {})).rejects.toThrow(
      /socket hang up|ECONNRESET/,
    )
  } finally {
    await malaysia.close()
  }
})
