import { afterAll, beforeAll, expect, test } from 'vitest'
import { authorizeUrlOf } from '../../sandbox/data-consumer.ts'
import { responsesOf } from '../support/bank.ts'
import { actAs } from '../support/client.ts'
import { byHeldPage, heldRules, sessionOf } from '../support/held.ts'
import { whenAnswered } from '../support/watching.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

/** An application whose service worker answers all of its pages: Chromium tells extensions nothing of them. */
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

  test.each(['query', 'fragment'] as const)(
    `${browser}: a redirect to an application that works offline is held, and released: %s`,
    async (responseMode) => {
      await world.command('profileHold', { id: profileId, on: true })
      const seen = world.sandbox.app.calls().length
      const calls = () =>
        world.sandbox.app
          .calls()
          .slice(seen)
          .filter(({ url }) => url !== '/favicon.ico')
          .map(({ url, body }) => body ?? url)
      const pushed = await world.sandbox.consumer('wide-es256').push({ responseMode })
      const text = authorizeUrlOf(world.sandbox.issuer, pushed)
      await world.command('requestAdd', { text, details: null, open: 'tab' })
      const flow = await whenAnswered(world, pushed.requestUri, 'held', 12_000)
      const page = await byHeldPage(world)
      expect(calls()).toEqual([])

      const [response] = responsesOf(flow)
      const named = { flowId: flow.id, responseId: response?.id ?? '' }
      await world.command('holdRelease', { ...named, params: null, defence: null })
      await page.waitForSelector('#offline')
      const after = await whenAnswered(world, pushed.requestUri, 'released', 12_000)
      expect(calls()).toEqual([`worker ${response?.url}`])
      expect(responsesOf(after)).toMatchObject([{ hold: { releases: [{ done: 1 }] } }])
      expect(await sessionOf(world, 'deliveries')).toEqual([])
      await page.close()
      await world.command('profileHold', { id: profileId, on: false })
      expect(await heldRules(world)).toEqual([])
    },
  )
}
