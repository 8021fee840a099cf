import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { intendedDifferences, publishedDiscovery } from '../../sandbox/discovery.ts'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})

afterAll(() => sandbox.close())

const differs = (name: string) => intendedDifferences.some((other) => other === name)

const withoutDifferences = (document: object) =>
  Object.entries(document).filter(([name]) => !differs(name))

test.each(['openid-configuration', 'oauth-authorization-server'])(
  '%s says what the Malaysian document says, but for the URLs',
  async (name) => {
    const response = await fetch(`${sandbox.issuer}/.well-known/${name}`)
    const document: Record<string, unknown> = await response.json()

    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(Object.keys(document)).toEqual(Object.keys(publishedDiscovery))
    expect(withoutDifferences(document)).toEqual(withoutDifferences(publishedDiscovery))
  },
)

test('the endpoints are spread over origins as those of the real server are', async () => {
  const document = await (await fetch(sandbox.discoveryUrl)).json()
  const originOf = (name: string) => new URL(document[name]).origin
  const { origins } = sandbox

  expect(document.issuer).toBe(origins.authorization)
  expect(originOf('authorization_endpoint')).toBe(origins.authorization)
  expect(originOf('jwks_uri')).toBe(origins.jwks)
  expect(originOf('registration_endpoint')).toBe(origins.registration)
  for (const [name, url] of Object.entries<string>(document.mtls_endpoint_aliases)) {
    expect(url).toBe(document[name])
    expect(originOf(name)).toBe(origins.backChannel)
  }
  expect(new Set(Object.values(origins)).size).toBe(7)
})

test('the key set may be cached and read across origins', async () => {
  const { jwks_uri } = await (await fetch(sandbox.discoveryUrl)).json()
  const response = await fetch(jwks_uri)

  expect(response.headers.get('content-type')).toBe('application/jwk-set+json')
  expect(response.headers.get('cache-control')).toMatch(/max-age=\d+/)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  const { keys } = await response.json()
  expect(keys).toEqual([
    {
      kty: 'RSA',
      kid: expect.any(String),
      use: 'sig',
      alg: 'PS256',
      n: expect.any(String),
      e: 'AQAB',
    },
  ])
})

test('the back channel answers on IPv4 and IPv6, and not to other origins', async () => {
  const { port } = new URL(sandbox.origins.backChannel)
  for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
    const response = await fetch(`http://${host}:${port}/par`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.invalid' },
      body: new URLSearchParams(),
    })
    expect(response.status).toBe(400)
    expect(response.headers.has('access-control-allow-origin')).toBe(false)
  }
})

test('each origin knows only its own paths; registration says that it does not work', async () => {
  const { origins } = sandbox
  const status = async (url: string) => (await fetch(url, { method: 'POST' })).status

  expect(await status(`${origins.authorization}/token`)).toBe(404)
  expect(await status(`${origins.backChannel}/auth`)).toBe(404)
  expect(await status(`${origins.jwks}/token`)).toBe(404)
  expect(await status(`${origins.registration}/tpp-registration`)).toBe(501)
})

test('response modes can be widened when the sandbox is started', async () => {
  const responseModes = ['query', 'fragment', 'form_post', 'query.jwt'] as const
  const wide = await startSandbox({ responseModes })
  try {
    const document = await (await fetch(wide.discoveryUrl)).json()
    expect(document.response_modes_supported).toEqual(responseModes)
    expect(document.authorization_signing_alg_values_supported).toEqual(['PS256'])
  } finally {
    await wide.close()
  }
})

/** A connection on which one request was answered and half of another one was sent. */
async function connectionInUse(url: string): Promise<Socket> {
  const { hostname, port, pathname } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  socket.write(`GET ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\n\r\nGET /`)
  await once(socket, 'data')
  return socket
}

test('closing drops the connections that are open or in use, and gives the port back', async () => {
  const first = await startSandbox()
  await fetch(first.discoveryUrl)
  const socket = await connectionInUse(first.discoveryUrl)
  const dropped = new Promise((resolve) => socket.once('close', resolve))
  const port = Number(new URL(first.issuer).port)
  await first.close()
  await dropped

  const again = await startSandbox({ ports: { authorization: port } })
  expect(again.issuer).toBe(first.issuer)
  await expect(startSandbox({ ports: { authorization: port } })).rejects.toThrow('EADDRINUSE')
  await again.close()
})
