import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { authorizeUrlOf } from '../../sandbox/data-consumer.ts'
import { decide, logIn, responsesOf } from '../support/bank.ts'
import { actAs } from '../support/client.ts'
import { byHeldPage, heldRules, sessionOf } from '../support/held.ts'
import { closeOtherTabs, whenAnswered } from '../support/watching.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

/** What a browser asks of an application by itself. */
const fetchedAnyway: ReadonlySet<string> = new Set(['/favicon.ico', '/worker.js'])

/** An application whose service worker answers all of its pages: Chromium does not report them to extensions. */
export function holdOffline(launch: Launch, browser: 'chromium' | 'firefox'): void {
  let world: World
  let profileId: string
  beforeAll(async () => {
    world = await createWorld(launch, browser, {
      profile: false,
      sandbox: { kind: 'wide', unattended: true },
    })
    profileId = await actAs(world, 'wide-es256', {
      ruleProfile: 'oauth2',
      authorizationDetails: '',
      scope: 'openid profile accounts',
    })
    const page = await world.driver.newPage()
    await page.goto(`${world.sandbox.origins.app}/with-worker`)
    await page.waitForSelector('#worker[data-state]')
  })
  afterAll(() => world?.close())
  beforeEach(async () => {
    await closeOtherTabs(world)
    await world.command('profileHold', { id: profileId, on: true })
  })

  const seen = () => {
    const before = world.sandbox.app.calls().length
    return () =>
      world.sandbox.app
        .calls()
        .slice(before)
        .filter(({ url }) => !fetchedAnyway.has(url))
        .map(({ url, body }) => body ?? url)
  }

  /** What the application got of a response while it was held, and what by its release. */
  async function heldAndReleased(requestUri: string, calls: () => readonly string[]) {
    const flow = await whenAnswered(world, requestUri, 'held', 12_000)
    const page = await byHeldPage(world)
    const held = calls()

    const [response] = responsesOf(flow)
    const named = { flowId: flow.id, responseId: response?.id ?? '' }
    await world.command('holdRelease', { ...named, params: null, defence: null })
    await page.waitForSelector('#offline')
    const after = await whenAnswered(world, requestUri, 'released', 12_000)
    expect(responsesOf(after)).toMatchObject([{ hold: { releases: [{ done: 1 }] } }])
    expect(await sessionOf(world, 'deliveries')).toEqual([])
    return { held, released: calls().map((call) => call.replace(response?.url ?? '', 'response')) }
  }
  const once = { held: [], released: ['worker response'] }

  describe(`${browser}: a redirect to an application that works offline is held, and released`, () => {
    test.each(['query', 'fragment'] as const)('%s', async (responseMode) => {
      const calls = seen()
      const pushed = await world.sandbox.consumer('wide-es256').push({ responseMode })
      const text = authorizeUrlOf(world.sandbox.issuer, pushed)
      await world.command('requestAdd', { text, details: null, open: 'tab' })
      expect(await heldAndReleased(pushed.requestUri, calls)).toEqual(once)
      await world.command('profileHold', { id: profileId, on: false })
      expect(await heldRules(world)).toEqual([])
    })

    test('of a third-party request with an immediate response', async () => {
      const { consumer, issuer } = world.sandbox
      const pushed = await consumer('wide-es256').push({})
      const page = await world.driver.newPage()
      const calls = seen()
      void page.goto(authorizeUrlOf(issuer, pushed)).catch(() => {})
      expect(await heldAndReleased(pushed.requestUri, calls)).toEqual(once)
    })

    test('after pages of the bank', async () => {
      const { consumer, issuer } = world.sandbox
      const pushed = await consumer('wide-es256').push({ decision: 'ask' })
      const page = await world.driver.newPage()
      const calls = seen()
      await page.goto(authorizeUrlOf(issuer, pushed))
      await logIn(page)
      await decide(page, 'approve')
      expect(await heldAndReleased(pushed.requestUri, calls)).toEqual(once)
    })
  })
}
