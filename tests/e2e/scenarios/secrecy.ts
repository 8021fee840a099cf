import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actAs, getTokens, importKey, liveToken, send } from '../support/client.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

/** What a page of the extension, and everything that it can read, knows of the private keys. */
async function readKeys({ page }: World) {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('parley')
      opening.addEventListener('success', () => resolve(opening.result))
      opening.addEventListener('error', () => reject(opening.error))
    })
    const all = await new Promise<Record<string, CryptoKey>[]>((resolve, reject) => {
      const reading = db.transaction('keys').objectStore('keys').getAll()
      reading.addEventListener('success', () => resolve(reading.result))
      reading.addEventListener('error', () => reject(reading.error))
    })
    db.close()
    const keys = all.flatMap((held) => Object.values(held)).filter(({ type }) => type === 'private')
    const formats = ['jwk', 'pkcs8'] as const
    return Promise.all(
      keys.flatMap((key) =>
        formats.map(async (format) => ({
          extractable: key.extractable,
          exported: await crypto.subtle.exportKey(format, key).then(
            () => true,
            () => false,
          ),
        })),
      ),
    )
  })
}

/** Everything that is on disk, and the addresses of all tabs. */
async function readTraces({ page }: World): Promise<{ local: string; urls: string }> {
  return page.evaluate(async () => {
    type Extension = {
      storage: { local: { get(keys: null): Promise<object> } }
      tabs: { query(filter: object): Promise<readonly { url?: string }[]> }
      runtime: { getURL(path: string): string }
    }
    const scope = globalThis as unknown as { browser?: Extension; chrome: Extension }
    const { storage, tabs, runtime } = scope.browser ?? scope.chrome
    const own = runtime.getURL('/')
    const open = (await tabs.query({})).map(({ url }) => url ?? '')
    return {
      local: JSON.stringify(await storage.local.get(null)),
      urls: [location.href, ...open.filter((url) => url.startsWith(own))].join('\n'),
    }
  })
}

/** Where each browser keeps its history; changes that are not yet merged are in files beside it. */
const histories = { chromium: 'Default/History', firefox: 'places.sqlite' } as const

/** The files of a closed browser's profile that hold one of the texts, in plain bytes. */
function filesWith(profile: string, texts: readonly string[]): readonly string[] {
  return readdirSync(profile, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => {
      const bytes = readFileSync(file)
      // The end of each: a database breaks a long text where a page is full.
      return texts.some((text) => bytes.includes(text.slice(-20)))
    })
    .map((file) => relative(profile, file))
}

export function secrecy(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: secrets`, () => {
    let world: World
    const said: string[] = []
    const secrets: string[] = []
    const codes: string[] = []
    let left: Readonly<Record<'secrets' | 'codes' | 'bank', readonly string[]>> | undefined
    beforeAll(async () => {
      world = await createWorld(launch, browser, {
        profile: false,
        sandbox: { kind: 'wide' },
        launch: ({ issuer }) => ({
          afterClose: (profile) => {
            left = {
              secrets: filesWith(profile, secrets),
              codes: filesWith(profile, codes),
              bank: filesWith(profile, [issuer]),
            }
          },
        }),
      })
      world.page.on('console', (message) => said.push(message.text()))
    })
    afterAll(() => (left ? undefined : world?.close()))

    test('private keys cannot be read back, and no secret reaches the disk, the console or an address', async () => {
      const profile = {
        ruleProfile: 'oauth2',
        authorizationDetails: '',
        scope: 'openid profile',
        bindTokens: 'dpop',
      }
      await actAs(world, 'wide-secret-jwt', profile)
      const client = world.sandbox.clients.find(({ clientId }) => clientId === 'wide-secret-jwt')!
      await importKey(world, client.key, 'sig', client.alg)
      const flow = await getTokens(world)
      const tokenId = liveToken(flow, 'access_token').id
      await send(world, 'userinfoRequest', { flowId: flow.id, tokenId })
      await world.command('panelOpen', { flowId: flow.id, screen: 'flows' })

      const keys = await readKeys(world)
      expect(keys.length).toBeGreaterThanOrEqual(4)
      for (const key of keys) expect(key).toEqual({ extractable: false, exported: false })

      const sent = (...names: readonly string[]) =>
        flow.messages.flatMap(({ params = [] }) =>
          params.flatMap(([name, value]) => (names.includes(name) ? [value] : [])),
        )
      codes.push(...sent('code'))
      secrets.push(
        client.secret ?? '',
        String(client.key.privateJwk.d),
        ...flow.tokens.map(({ value }) => value),
        ...sent('code_verifier', 'client_assertion'),
      )
      expect(codes.length).toBeGreaterThanOrEqual(2)
      expect(secrets.length).toBeGreaterThanOrEqual(7)
      const { local, urls } = await readTraces(world)
      for (const secret of [...secrets, ...codes]) {
        expect(secret.length).toBeGreaterThan(10)
        for (const trace of [local, urls, said.join('\n')]) expect(trace).not.toContain(secret)
      }
    })

    test('no secret is left in the history, nor in any other file of the browser', async () => {
      await world.close()
      const isHistory = (file: string) => file.startsWith(histories[browser])
      expect(left?.bank.some(isHistory)).toBe(true)
      // The redirect of the bank puts the code there, which shows that it would be found.
      expect(left?.codes.some(isHistory)).toBe(true)
      expect(left?.secrets).toEqual([])
    })
  })
}
