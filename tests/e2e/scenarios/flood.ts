import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listenOnLocalhost } from '../../sandbox/listen.ts'
import { bankPage, decide, logIn, responsesOf } from '../support/bank.ts'
import { actAs, flowOf, getTokens, liveToken, push, whenFlow } from '../support/client.ts'
import { createWorld, type Launch, type StoredFlow, type World } from '../support/world.ts'

/** Neither browser loads a URL that is much longer. */
const longest = { chromium: 1_900_000, firefox: 500_000 } as const

/** Browsers take their time for URLs of megabytes. */
const slow = { timeout: 120_000 }

/** Any page can wipe nothing: a flood takes the place of third-party flows only. */
export function flood(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: a hostile page floods Parley with hidden frames`, () => {
    let world: World
    let hostile: { readonly url: string; close(): Promise<void> }
    beforeAll(async () => {
      world = await createWorld(launch, browser, { profile: false })
      await actAs(world, 'tpp-7f3a91')
      hostile = await startHostile()
    })
    afterAll(async () => {
      await hostile?.close()
      await world?.close()
    })

    test('flows of the tester stay, and the one that waits gets its response', slow, async () => {
      const withTokens = await getTokens(world)
      const pushed = await push(world)
      const opened = await push(world, 'tab')
      const bank = await bankPage(world)
      await logIn(bank)

      const page = await world.driver.newPage()
      await page.goto(hostile.url)
      const [client] = world.sandbox.clients
      const authorize = `${world.sandbox.origins.authorization}/auth?response_type=code`
      const redirectUri = client?.redirectUris.live ?? ''
      const floods = [
        urls(4, (at) => `${authorize}&client_id=huge${at}&state={long}`),
        urls(40, (at) => `${authorize}&client_id=evil${at}`),
        urls(40, (at) => `${redirectUri}?code=evil${at}&state=evil${at}`),
      ]
      for (const [at, frames] of floods.entries()) {
        await page.evaluate(openFrames, frames, longest[browser])
        if (at === 1) await decide(bank, 'approve')
        const sum = floods.slice(0, at + 1).flat().length
        await expect.poll(() => seen(world)).toBeGreaterThanOrEqual(sum)
      }
      const answered = await whenFlow(world, opened.flowId, (flow) => responsesOf(flow).length > 0)

      expect(responsesOf(answered)).toHaveLength(1)
      const { flows } = await world.stored()
      expect(flows.map(({ id }) => id)).toContain(pushed.flowId)
      expect(liveToken(await flowOf(world, withTokens.id), 'access_token').value).toBe(
        liveToken(withTokens, 'access_token').value,
      )
      const forged = flows.filter((flow) => isForged(flow))
      expect(JSON.stringify(forged).length).toBeLessThan(1_000_000)
      expect(await droppedOf(world)).toMatchObject({ own: 0 })
    })
  })
}

const urls = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index))

/** The forged flows that are stored, and those that were not kept. */
async function seen(world: World): Promise<number> {
  const { flows } = await world.stored()
  const { thirdParty } = await droppedOf(world)
  return flows.filter((flow) => isForged(flow)).length + thirdParty
}

/** A page at another name of this machine. */
async function startHostile() {
  const { port, close } = await listenOnLocalhost(0, (_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>Prizes</title>')
  })
  return { url: `http://localhost:${port}/`, close }
}

/** Replaces the hidden frames by new ones; `{long}` becomes a text of the given length. The frames need no response. */
function openFrames(frames: readonly string[], length: number): void {
  const opened = frames.map((url) => {
    const frame = document.createElement('iframe')
    frame.hidden = true
    frame.src = url.replace('{long}', 'x'.repeat(length))
    return frame
  })
  document.body.replaceChildren(...opened)
}

function isForged({ messages }: StoredFlow): boolean {
  const params = messages.flatMap((message) => message.params ?? [])
  return params.some(
    ([name, value]) => /^(?:client_id|code)$/.test(name) && /^(?:evil|huge)/.test(value),
  )
}

function droppedOf({ page }: World): Promise<{ own: number; thirdParty: number }> {
  return page.evaluate(async () => {
    type Session = { get(key: string): Promise<{ dropped?: { own: number; thirdParty: number } }> }
    const scope = globalThis as unknown as {
      browser?: { storage: { session: Session } }
      chrome: { storage: { session: Session } }
    }
    const { dropped = { own: 0, thirdParty: 0 } } = await (
      scope.browser ?? scope.chrome
    ).storage.session.get('dropped')
    return { own: dropped.own, thirdParty: dropped.thirdParty }
  })
}
