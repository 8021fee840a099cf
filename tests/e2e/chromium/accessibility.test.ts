import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopMotion, violations } from '../support/axe.ts'
import { decide, logIn, openPushed, responseOf } from '../support/bank.ts'
import { launchChromium } from '../support/chromium.ts'
import { click, fill, waitForText } from '../support/page.ts'
import { popupSize } from '../support/popup.ts'
import { createWorld, type World } from '../support/world.ts'

describe('no screen has an axe violation', () => {
  let world: World
  let idToken = ''
  let popup: Page
  beforeAll(async () => {
    world = await createWorld(launchChromium, 'chromium')
    const consumer = world.sandbox.consumer()
    const pushed = await consumer.push()
    const bank = await openPushed(world, pushed, { state: pushed.state })
    await logIn(bank)
    await decide(bank, 'approve')
    const { responses } = await responseOf(world, pushed)
    const code = Object.fromEntries(responses[0]?.params ?? [])['code'] ?? ''
    idToken = (await consumer.exchange({ ...pushed, code })).idToken ?? ''
    const waiting = await consumer.push()
    await world.command('requestAdd', { text: waiting.raw, details: null, open: null })
    popup = await world.driver.openExtensionPage('popup.html')
    for (const page of [popup, world.page]) await stopMotion(page)
    await popup.setViewport(popupSize)
    await world.page.setViewport({ width: 1200, height: 620 })
  })
  afterAll(() => world?.close())

  const screens: Readonly<Record<string, () => Promise<Page>>> = {
    'popup with a response': async () => {
      await waitForText(popup, 'Same as the issuer')
      return popup
    },
    'popup with a pasted PAR response': async () => {
      const pushed = await world.sandbox.consumer().push()
      await fill(popup, 'Paste anything: request_uri, redirect URL, token', pushed.raw)
      await waitForText(popup, 'Add and open')
      return popup
    },
    'popup with a text that is nothing known': async () => {
      await fill(popup, 'Paste anything: request_uri, redirect URL, token', 'hello')
      await waitForText(popup, 'This is not a')
      return popup
    },
    flows: async () => {
      await waitForText(world.page, 'Authorization response')
      return world.page
    },
    'checks of a message': async () => {
      await world.page.click('#inspector-tab-checks')
      return world.page
    },
    'raw message': async () => {
      await click(world.page, 'tab', 'Raw')
      return world.page
    },
    'a verified token': async () => {
      await click(world.page, 'button', 'Tokens')
      await fill(world.page, 'Token', idToken)
      await waitForText(world.page, 'Signature valid')
      return world.page
    },
    'a broken token': async () => {
      await fill(world.page, 'Token', 'eyJhbGciOiJub25lIn0.e30')
      await waitForText(world.page, 'Not a well-formed JWT')
      return world.page
    },
    profiles: async () => {
      await click(world.page, 'button', 'Profiles')
      await waitForText(world.page, 'Revoke access')
      return world.page
    },
  }

  test.each(Object.entries(screens))('%s', async (_, show) => {
    expect(await violations(await show())).toEqual([])
  })

  describe('the panel', () => {
    beforeAll(async () => {
      await world.page.setViewport({ width: 1200, height: 620 })
      await click(world.page, 'button', 'Flows')
    })

    test.each([360, 400, 410, 640, 1000, 1060])('fits %s px', async (width) => {
      await world.page.setViewport({ width, height: 700 })
      const { outside, lanes } = await world.page.evaluate(layoutOf)
      expect(outside).toEqual([])
      expect(lanes).toEqual(lanes.toSorted((a, b) => a - b))
      expect(lanes).toHaveLength(6)
    })

    test.each([640, 1000, 1400])('shows a token over the rest of %s px', async (width) => {
      await world.page.setViewport({ width, height: 700 })
      await click(world.page, 'button', 'Tokens')
      const right = await world.page.$eval('.pane--token-out', (pane) =>
        Math.round(pane.getBoundingClientRect().right),
      )
      expect(right).toBe(width)
    })
  })
})

/** The parts of the navigation that are out of reach, and where the titles of the lanes begin and end. */
function layoutOf() {
  const parts = [...document.querySelectorAll('.panel__nav > *, .panel__nav .tab')]
  const shown = parts.filter((part) => part.checkVisibility() && !part.matches('.vh, dialog'))
  const outside = shown.filter((part) => {
    const { left, right } = part.getBoundingClientRect()
    return left < 0 || right > innerWidth
  })
  const titles = [...document.querySelectorAll('.lane > :first-child')]
  const lanes = titles.flatMap((title) => {
    const { left, right } = title.getBoundingClientRect()
    return [left, right]
  })
  return { outside: outside.map(({ className }) => className), lanes }
}
