import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actAs } from '../support/client.ts'
import { click, clickWhenThere, waitForText } from '../support/page.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

interface StoredRun {
  readonly state: string
  readonly stop: string | null
  readonly order: readonly string[]
  readonly waiting: readonly string[]
  readonly results: Readonly<Record<string, { readonly outcome: string; readonly status: string }>>
}

/** All of them take half a minute: one request a second. */
const runTimeout = 60_000

/** Negative tests against a correct server and against one that accepts a wrong request. */
export function negativeTests(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: negative tests`, () => {
    let world: World
    let profileId: string
    beforeAll(async () => {
      world = await createWorld(launch, browser, { profile: false })
      profileId = await actAs(world, 'tpp-7f3a91')
    })
    afterAll(() => world?.close())
    beforeEach(() => {
      world.sandbox.probed.accept()
      world.sandbox.probed.beExact(true)
    })

    const run = async (): Promise<StoredRun | undefined> => {
      const { probes } = (await world.page.evaluate('chrome.storage.session.get("probes")')) as {
        readonly probes?: Readonly<Record<string, StoredRun>>
      }
      return probes?.[profileId]
    }
    const ended = async () => {
      await expect.poll(async () => (await run())?.state, { timeout: runTimeout }).toBe('ended')
    }
    const show = async (id: string) => {
      await world.command('panelOpen', { flowId: null, screen: 'flows' })
      await world.page.bringToFront()
      await click(world.page, 'button', 'Requests')
      await clickWhenThere(world.page, `[data-row="negative ${id}"]`)
    }

    test('are not sent before the issuer is marked as a test system', async () => {
      await show('all')
      await waitForText(world.page, 'Not marked as a test system')
      await clickWhenThere(world.page, '.bar--foot .btn--primary')
      expect(world.sandbox.probed.pushes()).toEqual([])
      await click(world.page, 'button', 'Mark as a test system')
    })

    test(
      'all pass at a correct server, one request a second',
      { timeout: runTimeout + 30_000 },
      async () => {
        await show('all')
        await clickWhenThere(world.page, '.bar--foot .btn--primary')
        await ended()
        const known = await run()
        expect(known).toMatchObject({ stop: null, waiting: ['S19'] })
        const others = known?.order.filter((step) => step !== 'S19') ?? []
        expect(others.map((step) => [step, known?.results[step]?.status])).toEqual(
          others.map((step) => [step, 'pass']),
        )
        const times = world.sandbox.probed.pushes().map(({ at }) => at)
        // The server's times differ a little from those of the requests.
        for (const [index, at] of times.slice(1).entries())
          expect(at - (times[index] ?? 0)).toBeGreaterThan(800)
      },
    )

    test('open the page of the server last: a refusal there passes', async () => {
      await show('all')
      await click(world.page, 'button', 'Open the next one')
      await expect.poll(async () => (await run())?.results['S19']?.outcome).toBe('refused')
    })

    test('show what a broken server accepts, at PAR and at its login', async () => {
      world.sandbox.probed.accept('S08')
      await show('S08')
      await clickWhenThere(world.page, '.bar--foot .btn--primary')
      await waitForText(world.page, 'The server accepted a client assertion')
      world.sandbox.probed.accept('S19')
      await show('S19')
      await clickWhenThere(world.page, '.bar--foot .btn--primary')
      await expect.poll(async () => (await run())?.results['S19']?.outcome).toBe('accepted')
      await show('all')
      await waitForText(world.page, 'The server accepted a request with all its parameters')
    })
  })
}
