import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordHar } from '../support/har.ts'
import { allText, click, clickWhenThere, waitForText } from '../support/page.ts'
import { isWhole } from '../support/whole.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

/** A response that a HAR may be full of. */
const filler = 'x'.repeat(50_000)

type Saving = typeof globalThis & { saved?: Blob }

/** Runs in the page: keeps what is saved. */
function catchSaved(): void {
  const create = URL.createObjectURL.bind(URL)
  URL.createObjectURL = (blob: Blob) => {
    const state = globalThis as Saving
    state.saved = blob
    return create(blob)
  }
}

/** Runs in the page: decodes the picture that was saved. */
async function readSaved() {
  const { saved } = globalThis as Saving
  if (!saved) throw new Error('Nothing was saved')
  const octets = [...new Uint8Array(await saved.slice(0, 8).arrayBuffer())]
  const image = await createImageBitmap(saved)
  const { width, height } = image
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) throw new Error('No canvas')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  const red = data.filter((_, at) => at % 4 === 0)
  const dark = red.filter((value) => value < 128).length
  return { octets, width, height, dark, corner: Array.from(data.slice(0, 4)) }
}

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

    test('gives a picture of its sequence, drawn under the policy of the page', async () => {
      const { page } = world
      await click(page, 'button', 'Open the first flow')
      await click(page, 'button', 'More about this flow')
      await click(page, 'menuitem', 'Export…')
      await clickWhenThere(page, '.opt:nth-of-type(9) input')
      await page.evaluate(catchSaved)
      await page.waitForSelector('canvas')
      await click(page, 'button', 'Save')
      const picture = await page.evaluate(readSaved)
      expect(picture.octets).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
      expect(picture.width).toBe(1840)
      expect(picture.height).toBeGreaterThan(400)
      // White paper, with lines and text on it.
      expect(picture.corner).toEqual([255, 255, 255, 255])
      expect(picture.dark).toBeGreaterThan(2000)
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
