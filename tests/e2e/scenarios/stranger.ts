import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { push, whenFlow } from '../support/client.ts'
import { allText, click, fill, waitForText } from '../support/page.ts'
import { openPopup } from '../support/popup.ts'
import { createWorld, type Launch, type StoredFlow, type World } from '../support/world.ts'

/** A server on another host name than the bank's that keeps what it is sent. */
async function startStranger() {
  const bodies: string[] = []
  const server: Server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      bodies.push(body)
      response.setHeader('content-type', 'application/json')
      response.end('{"access_token":"at","token_type":"Bearer"}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  return { bodies, server, host: `localhost:${port}`, url: `http://localhost:${port}/token` }
}

type Stranger = Awaited<ReturnType<typeof startStranger>>

/** The file of a bank's profile whose metadata names the stranger's token endpoint. */
function fileOf({ sandbox }: World, stranger: Stranger): string {
  const client = sandbox.clients.find(({ clientId }) => clientId === 'wide-public')
  const metadata = {
    issuer: sandbox.issuer,
    authorization_endpoint: `${sandbox.issuer}/auth`,
    jwks_uri: `${sandbox.issuer}/jwks`,
    token_endpoint: stranger.url,
  }
  const profile = {
    name: 'Bank',
    issuer: sandbox.issuer,
    clientId: 'wide-public',
    redirectUris: [client?.redirectUris.dead],
    ruleProfile: 'oauth2',
    addScopeOpenid: false,
    scope: 'accounts',
    authorizationDetails: '',
    requestAs: 'parameters',
    sendBy: 'url',
    clientAuth: {
      method: 'none',
      audience: 'issuer',
      lifetime: 60,
      extraClaims: '',
      extraHeader: '',
    },
    autoExchange: true,
    discovery: { kind: 'document', text: JSON.stringify(metadata) },
  }
  return JSON.stringify({ parley: 'profiles', version: 1, profiles: [profile] })
}

const hasCode = ({ messages }: StoredFlow) =>
  messages.some(
    ({ kind, params, callback }) =>
      kind === 'authorization-response' &&
      params?.some(([name]) => name === 'code') === true &&
      Object.keys(callback ?? {}).length > 0,
  )

/** Pushes and opens; the bank approves by itself. Gives the flow with its code. */
async function captured(world: World): Promise<string> {
  const sent = await push(world, 'tab')
  if (!sent.ok) throw new Error(JSON.stringify(sent))
  await whenFlow(world, sent.flowId, hasCode)
  return sent.flowId
}

export function strangerHost(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: an imported profile whose metadata names a stranger's host`, () => {
    let world: World
    let stranger: Stranger
    beforeAll(async () => {
      stranger = await startStranger()
      world = await createWorld(launch, browser, {
        profile: false,
        sandbox: { kind: 'wide', unattended: true },
        launch: { granted: ['http://127.0.0.1/*', 'https://app.dead.invalid/*'] },
      })
    })
    afterAll(async () => {
      await world?.close()
      stranger?.server.close()
    })

    test('the import takes neither the metadata nor auto-exchange before they are confirmed', async () => {
      const { page: panel } = world
      await click(panel, 'button', 'Profiles')
      await click(panel, 'button', 'Import…')
      await fill(
        panel,
        'Parley export, Postman environment or Postman collection',
        fileOf(world, stranger),
      )
      await click(panel, 'button', 'Import')
      await waitForText(panel, 'Not imported until you confirm')
      expect(await allText(panel)).toContain(stranger.host)
      expect(await storedProfile(world)).toMatchObject({
        discovery: { kind: 'derived' },
        autoExchange: false,
      })
      await click(panel, 'button', 'Use this metadata: Bank')
      await click(panel, 'button', 'Turn on auto-exchange: Bank')
      await whenConfirmed(world)
      await click(panel, 'button', 'Done')
      await waitForText(panel, 'It names other hosts')
    })

    test('without a grant that names it, the stranger gets nothing, and the screens say why', async () => {
      const flowId = await captured(world)
      const { page: panel } = world
      await panel.bringToFront()
      await click(panel, 'button', 'Flows')
      await waitForText(panel, `Auto-exchange sent nothing to ${stranger.host}`)
      const sent = await world.command<object>('codeExchange', { flowId, responseId: null })
      expect(sent).toMatchObject({
        ok: false,
        issues: [{ code: 'host_not_allowed', seen: stranger.host }],
      })
      const popup = await openPopup(world)
      await waitForText(popup, `Auto-exchange sent nothing to ${stranger.host}`)
      await waitForText(popup, `${stranger.host} (not the issuer's host)`)
      await popup.close()
      expect(stranger.bodies).toEqual([])
    })

    test('once it is granted by name the code is exchanged', async () => {
      const { page: panel } = world
      await panel.bringToFront()
      await click(panel, 'button', 'Allow access')
      await waitForText(panel, 'Exchanging uses up the code')
      await click(panel, 'button', 'Exchange')
      await waitForText(panel, 'access_token')
      expect(stranger.bodies).toHaveLength(1)
      expect(new URLSearchParams(stranger.bodies[0]).get('code_verifier')).toMatch(/^[\w-]{43}$/)
    })

    test('a grant for all sites does not name a host; Allow access does, and Revoke access ends it', async () => {
      const { page: panel } = world
      await world.driver.grant(['https://*/*'])
      const token_endpoint = 'https://evil.test/token'
      const profile = await storedProfile(world)
      const text = JSON.stringify({ ...JSON.parse(profile.discovery.text ?? ''), token_endpoint })
      await world.command('profileTake', {
        id: profile.id,
        setting: { discovery: { kind: 'document', text } },
      })
      await panel.bringToFront()
      await click(panel, 'button', 'Profiles')
      await waitForText(panel, 'evil.test')
      await whenNamed(world, profile.id, false)
      await click(panel, 'button', 'Allow access')
      await whenNamed(world, profile.id, true)
      await click(panel, 'button', 'Revoke access')
      await whenNamed(world, profile.id, false)
      expect(stranger.bodies).toHaveLength(1)
    })
  })
}

interface Profile {
  readonly id: string
  readonly autoExchange: boolean
  readonly discovery: { readonly kind: string; readonly text?: string }
}

type Storage = { get(key: string): Promise<Record<string, unknown>> }
type Extension = { readonly storage: { readonly local: Storage; readonly session: Storage } }

async function storedProfile({ page }: World): Promise<Profile> {
  const text = await page.evaluate(async () => {
    const scope = globalThis as unknown as { browser?: Extension; chrome: Extension }
    return JSON.stringify(
      (await (scope.browser ?? scope.chrome).storage.local.get('profiles'))['profiles'],
    )
  })
  const [profile] = JSON.parse(text) as Profile[]
  if (!profile) throw new Error('No profile is stored')
  return profile
}

/** Resolves once what was withheld is in the profile. */
async function whenConfirmed({ page }: World): Promise<void> {
  await page.waitForFunction(
    async () => {
      const scope = globalThis as unknown as { browser?: Extension; chrome: Extension }
      const { profiles } = await (scope.browser ?? scope.chrome).storage.local.get('profiles')
      const [first] = profiles as Profile[]
      return first?.autoExchange === true && first.discovery.kind === 'document'
    },
    { polling: 50 },
  )
}

/** Resolves once evil.test is granted by name, or is so no longer. */
async function whenNamed({ page }: World, profileId: string, named: boolean): Promise<void> {
  await page.waitForFunction(
    async (id: string, wanted: boolean) => {
      const scope = globalThis as unknown as { browser?: Extension; chrome: Extension }
      const { access } = await (scope.browser ?? scope.chrome).storage.session.get('access')
      const origins = (access as Record<string, { origin: string; named: boolean }[]>)[id]
      return origins?.some((each) => each.origin === 'https://evil.test' && each.named === wanted)
    },
    { polling: 50 },
    profileId,
    named,
  )
}
