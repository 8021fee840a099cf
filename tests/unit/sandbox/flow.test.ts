import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSandbox } from '../../sandbox/sandbox.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { consent, responseOf } from './user-agent.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})

afterAll(() => sandbox.close())

function codeOf(parameters: URLSearchParams): string {
  const code = parameters.get('code')
  if (code === null) throw new Error(`There is no code in ${parameters}`)
  return code
}

test('a consent that is approved leads to tokens and a consent id', async () => {
  const consumer = sandbox.consumer()
  const pushed = await consumer.push({ permissions: ['read_accounts'] })

  const stop = await consent(sandbox.issuer, pushed)
  const response = responseOf(stop)
  expect(stop.url.startsWith(`${pushed.redirectUri}?`)).toBe(true)
  expect([...response.keys()].toSorted()).toEqual(['code', 'iss', 'state'])
  expect(response.get('iss')).toBe(sandbox.issuer)
  expect(response.get('state')).toBe(pushed.state)

  const tokens = await consumer.exchange({ ...pushed, code: codeOf(response) })
  expect(tokens.status).toBe(200)
  expect(tokens.body).toMatchObject({
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'openid accounts profile',
    authorization_details: [
      {
        type: 'urn:openfinance-ml:account-access-consent:v1.2',
        consent: {
          consent_id: expect.any(String),
          dp_id: 'DP2468013579',
          permissions: ['read_accounts'],
          status: 'authorized',
        },
      },
    ],
  })
  const keySet = createRemoteJWKSet(
    new URL(`${sandbox.origins.jwks}/jwks.ozoneapi.io/paynet-sandbox-hub.jwks`),
  )
  const { payload } = await jwtVerify(tokens.idToken ?? '', keySet, {
    issuer: sandbox.issuer,
    audience: pushed.clientId,
    algorithms: ['PS256'],
  })
  expect(payload).toMatchObject({ sub: 'aisyah', nonce: pushed.nonce, id_type: 'mykad' })

  const refreshed = await consumer.refresh({ refreshToken: tokens.refreshToken ?? '' })
  expect(refreshed.status).toBe(200)
})
