import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Send } from '@/lib/client/client-context'
import { sendRequest, type Fetch } from '@/lib/client/http'
import { callResource, introspect, revoke, userInfo } from '@/lib/client/resources'
import { exchangeCode, grantTokens, refreshTokens } from '@/lib/client/token-requests'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { clientOf } from '../sandbox/client.ts'
import { fetchOver } from '../sandbox/tls-fetch.ts'
import { actAtSandbox, bodyOf, getCode } from './sandbox'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ kind: 'wide', mtls: 'asked' })
})
afterAll(() => sandbox.close())

type TlsClient = 'wide-tls' | 'wide-tls-self-signed'

/** As a browser does: it shows its certificate where credentials are included, and nowhere else. */
function browserOf(id: TlsClient): Send {
  const { certificate } = clientOf(sandbox, id)
  const ca = sandbox.authority?.certificate.pem ?? ''
  const shown = certificate ? { cert: certificate.pem, key: certificate.keyPem } : {}
  const fetch: Fetch = (url, init = {}) =>
    fetchOver({ ca, ...(init.credentials === 'include' ? shown : {}) })(String(url), {
      method: init.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      body: init.body,
    })
  return (_, request) => sendRequest(fetch, request)
}

test.each<TlsClient>(['wide-tls', 'wide-tls-self-signed'])(
  '%s shows its certificate at every alias',
  async (id) => {
    const { ctx, exchanges } = await actAtSandbox(sandbox, id, browserOf(id))
    const exchanged = await exchangeCode(ctx, await getCode(ctx))
    expect(exchanged.issues).toEqual([])
    const { access_token, refresh_token } = bodyOf(exchanged)
    const accessToken = String(access_token)
    const refreshToken = String(refresh_token)
    expect((await userInfo(ctx, accessToken, 'Bearer')).issues).toEqual([])
    const known = await introspect(ctx, accessToken, 'access_token')
    expect(known.issues).toEqual([])
    const call = { accessToken, tokenType: 'Bearer', method: 'GET', headers: [], body: '' }
    const url = `${sandbox.origins.mtls}/open-finance/accounts`
    expect((await callResource(ctx, { ...call, url })).issues).toEqual([])
    expect((await refreshTokens(ctx, { refreshToken })).issues).toEqual([])
    expect((await revoke(ctx, accessToken, 'access_token')).issues).toEqual([])
    for (const { request } of exchanges)
      expect(request).toMatchObject({
        certificate: true,
        url: expect.stringMatching(new RegExp(`^${sandbox.origins.mtls}/`)),
      })
    expect(exchanges.map(({ endpoint }) => endpoint)).toEqual([
      'par',
      'token',
      'userinfo',
      'introspection',
      'resource',
      'token',
      'revocation',
    ])
  },
)

test('the certificate of another client is refused', async () => {
  const { ctx } = await actAtSandbox(sandbox, 'wide-tls', browserOf('wide-tls-self-signed'))
  const refused = await grantTokens(ctx, { grantType: 'client_credentials', params: [] })
  expect(refused.issues).toMatchObject([
    { code: 'response_oauth_error', seen: expect.stringMatching(/^invalid_client/) },
  ])
})
