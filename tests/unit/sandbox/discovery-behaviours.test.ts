import * as oauth from 'oauth4webapi'
import { expect, test } from 'vitest'
import { discoveryBehaviours, type DiscoveryName } from '../../sandbox/discovery-behaviours.ts'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { createClient, overHttp } from './client.ts'

async function withServer<Result>(
  discovery: DiscoveryName,
  act: (sandbox: Sandbox) => Promise<Result>,
  issuerPath = '/tenant',
): Promise<Result> {
  const sandbox = await startSandbox({ kind: 'wide', discovery, issuerPath })
  try {
    return await act(sandbox)
  } finally {
    await sandbox.close()
  }
}

const places = (issuer: URL) => ({
  'oidc-appended': `${issuer.href}/.well-known/openid-configuration`,
  'oidc-inserted': `${issuer.origin}/.well-known/openid-configuration${issuer.pathname}`,
  'rfc8414-appended': `${issuer.href}/.well-known/oauth-authorization-server`,
  'rfc8414-inserted': `${issuer.origin}/.well-known/oauth-authorization-server${issuer.pathname}`,
})

test.each<[DiscoveryName, readonly string[]]>([
  ['usual', ['oidc-appended', 'rfc8414-inserted']],
  ['rfc8414-inserted', ['rfc8414-inserted']],
  ['rfc8414-appended', ['rfc8414-appended']],
  ['oidc-inserted', ['oidc-inserted']],
  ['explicit-only', []],
])('%s: the document is at these places only', async (discovery, expected) => {
  await withServer(discovery, async (sandbox) => {
    const found: string[] = []
    for (const [name, url] of Object.entries(places(new URL(sandbox.issuer)))) {
      if ((await fetch(url)).ok) found.push(name)
    }
    expect(found.toSorted()).toEqual([...expected])
    const document = await (await fetch(sandbox.discoveryUrl)).json()
    expect(document.issuer).toBe(`${sandbox.origins.authorization}/tenant`)
  })
})

test('an issuer with a path issues tokens, found by both algorithms of oauth4webapi', async () => {
  await withServer('usual', async (sandbox) => {
    const issuer = new URL(sandbox.issuer)
    for (const algorithm of ['oidc', 'oauth2'] as const) {
      const response = await oauth.discoveryRequest(issuer, { ...overHttp, algorithm })
      const as = await oauth.processDiscoveryResponse(issuer, response)
      expect(as.authorization_endpoint).toBe(`${sandbox.issuer}/auth`)
    }
    const { as, client, authorize, exchange } = await createClient(sandbox, 'wide-es256')
    const response = await exchange(await authorize({}, 'pushed-signed'))
    const tokens = await oauth.processAuthorizationCodeResponse(as, client, response, {
      expectedNonce: 'nonce-0123456789',
    })
    expect(oauth.getValidatedIdTokenClaims(tokens)?.iss).toBe(sandbox.issuer)
    const pushed = await sandbox.consumer('wide-ps256').push()
    expect(pushed.status).toBe(201)
  })
})

test('the document is sent on to, and can be read there', async () => {
  await withServer('redirected', async ({ discoveryUrl, issuer, origins }) => {
    const moved = await fetch(discoveryUrl, { redirect: 'manual' })
    expect(moved.status).toBe(302)
    expect(moved.headers.get('location')).toBe('/metadata/moved.json')
    const document = await (await fetch(`${origins.authorization}/metadata/moved.json`)).json()
    expect(document.issuer).toBe(issuer)
  })
})

test.each<[DiscoveryName, (sandbox: Sandbox) => string]>([
  ['issuer-slash', ({ issuer }) => `${issuer}/`],
  ['issuer-case', ({ issuer }) => issuer.toUpperCase()],
  ['issuer-other', () => 'https://issuer.invalid'],
])('%s: oauth4webapi refuses the document', async (discovery, expected) => {
  await withServer(discovery, async (sandbox) => {
    const response = await fetch(sandbox.discoveryUrl)
    expect((await response.clone().json()).issuer).toBe(expected(sandbox))
    const read = oauth.processDiscoveryResponse(new URL(sandbox.issuer), response)
    await expect(read).rejects.toThrow('issuer')
  })
})

test('the document can be of another type, no JSON, or huge', async () => {
  const see = (discovery: DiscoveryName) =>
    withServer(
      discovery,
      async ({ discoveryUrl }) => {
        const response = await fetch(discoveryUrl)
        return { type: response.headers.get('content-type'), text: await response.text() }
      },
      '',
    )
  const typed = await see('content-type-wrong')
  expect(typed.type).toMatch(/^text\/plain/)
  expect(JSON.parse(typed.text)).toHaveProperty('issuer')
  expect((await see('html')).type).toMatch(/^text\/html/)
  expect((await see('huge')).text.length).toBeGreaterThan(4_000_000)
})

test('every behaviour says what it does', () => {
  for (const { does } of Object.values(discoveryBehaviours)) expect(does).toMatch(/^[A-Z].*\.$/)
})
