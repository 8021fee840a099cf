import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordHar } from '../support/har.ts'
import { allText, click, waitForText } from '../support/page.ts'
import { isWhole } from '../support/whole.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

/** A response that a HAR may be full of. */
const filler = 'x'.repeat(50_000)

/** A recording of what the real browser sends is read again. */
export function recording(launch: Launch, name: 'chromium' | 'firefox'): void {
  describe(`${name}: a recording of the browser`, () => {
    let world: World
    let folder: string
    let entries: readonly object[]
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'har-'))
      world = await createWorld(launch, name, {
        profile: false,
        granted: false,
        sandbox: { kind: 'wide', cors: true, unattended: true },
      })
      const { sandbox, driver } = world
      const app = await driver.newPage()
      const recorded = recordHar(app)
      await app.goto(`${sandbox.origins.app}/spa`)
      await app.click('#start')
      await app.waitForFunction(() => document.body.dataset['state'] === 'done', { polling: 50 })
      entries = await recorded()
      await app.close()
    })
    afterAll(async () => {
      await world?.close()
      await rm(folder, { recursive: true, force: true })
    })

    /** Chooses a file in the panel. Returns when that was, in milliseconds since the epoch. */
    const choose = async (file: string, text: string): Promise<number> => {
      const path = join(folder, file)
      await writeFile(path, text)
      await world.page.bringToFront()
      const input = (await world.page.waitForSelector(
        'input[type="file"]',
      )) as ElementHandle<HTMLInputElement>
      const begun = Date.now()
      await input.uploadFile(path)
      return begun
    }

    const harOf = (more: readonly object[]) =>
      JSON.stringify({
        log: {
          version: '1.2',
          creator: { name: 'WebInspector', version: '537.36' },
          entries: [...entries, ...more],
        },
      })

    test('has its flow, and no live flow was begun', async () => {
      await choose('spa.har', harOf([]))
      await waitForText(world.page, '1 flow imported from spa.har')
      const [flow, ...others] = (await world.stored()).flows
      expect(others).toEqual([])
      // The page leaves after its push, and a browser may then discard the body of the response.
      const kinds = flow?.messages
        .map(({ kind }) => kind)
        .filter((kind) => !/^(?:hop|par-.*)$/.test(kind))
      expect(kinds).toEqual([
        'authorization-request',
        'authorization-response',
        'token-request',
        'token-response',
        'userinfo-request',
        'userinfo-response',
      ])
    })

    test.runIf(isWhole)('of 50 MB is read while the panel stays usable', async () => {
      const many = Array.from({ length: 1000 }, (_, at) => ({
        startedDateTime: new Date(at).toISOString(),
        request: { method: 'GET', url: `https://cdn.example/${at}.js`, headers: [] },
        response: {
          status: 200,
          headers: [],
          content: { mimeType: 'text/javascript', text: filler },
        },
      }))
      await world.page.evaluate(() => {
        const state = globalThis as unknown as { longest: number }
        state.longest = 0
        let last = performance.now()
        setInterval(() => {
          const now = performance.now()
          state.longest = Math.max(state.longest, now - last)
          last = now
        }, 10)
      })
      const text = harOf(many)
      expect(text.length).toBeGreaterThan(50_000_000)
      const begun = await choose('large.har', text)
      await waitForText(world.page, '1 flow imported from large.har')
      const took = Date.now() - begun
      const longest = await world.page.evaluate(
        () => (globalThis as unknown as { longest: number }).longest,
      )
      process.stdout.write(
        `${name}: 50 MB in ${took} ms, longest block ${Math.round(longest)} ms\n`,
      )
      // The goal is 5 s. A machine that does other work as well is slower.
      expect(took).toBeLessThan(15_000)
      expect(longest).toBeLessThan(1000)
      expect(await allText(world.page)).toContain('Images, styles, scripts, fonts')
    })

    test('that is cancelled leaves nothing', async () => {
      const { length } = (await world.stored()).flows
      const many = Array.from({ length: 1900 }, (_, at) => ({
        request: { url: `https://a.example/${at}` },
        x: filler,
      }))
      await choose('cancelled.har', harOf(many))
      await click(world.page, 'button', 'Cancel all')
      await waitForText(world.page, 'Cancelled. Nothing was stored.')
      expect((await world.stored()).flows).toHaveLength(length)
    })

    test('that is damaged is refused with a sentence', async () => {
      const { length } = (await world.stored()).flows
      await choose('damaged.har', harOf([]).slice(0, -200))
      await waitForText(world.page, 'The recording is incomplete.')
      expect((await world.stored()).flows).toHaveLength(length)
    })
  })
}
