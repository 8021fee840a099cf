import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { authorizeUrlOf } from '../../sandbox/data-consumer.ts'
import { responsesOf } from '../support/bank.ts'
import { actAs } from '../support/client.ts'
import { heldFrame, heldTabs } from '../support/held.ts'
import { closeOtherTabs, whenAnswered } from '../support/watching.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

/** A response that comes into a frame, as of an app that asks without showing anything. */
export function holdFrame(launch: Launch, browser: 'chromium' | 'firefox'): void {
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
  })
  afterAll(() => world?.close())
  beforeEach(() => closeOtherTabs(world))

  test.each(['is there', 'was removed'])(
    `${browser}: what is held in a frame goes on from it, or else in a tab: the frame %s`,
    async (what) => {
      await world.command('profileHold', { id: profileId, on: true })
      const pushed = await world.sandbox.consumer('wide-es256').push({})
      const { app } = world.sandbox
      const page = await world.driver.newPage()
      const request = authorizeUrlOf(world.sandbox.issuer, pushed)
      await page.goto(app.opens('iframe', request, 'sameSiteApp'))
      const seen = app.calls().length
      const flow = await whenAnswered(world, pushed.requestUri, 'held', 12_000)
      await heldFrame(page)
      if (what === 'was removed')
        await page.evaluate(() => {
          for (const frame of document.querySelectorAll('iframe')) frame.remove()
        })
      const named = { flowId: flow.id, responseId: responsesOf(flow)[0]?.id ?? '' }
      await world.command('holdRelease', { ...named, params: null, defence: null })
      await whenAnswered(world, pushed.requestUri, 'released', 12_000)
      const calls = app.calls().slice(seen)
      expect(calls.filter(({ url }) => url.startsWith('/cb'))).toHaveLength(1)
      await expect.poll(() => heldTabs(world)).toEqual([])
      expect(await world.driver.browser.pages()).toHaveLength(what === 'was removed' ? 3 : 2)
    },
  )
}
