import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PushOptions } from '../../sandbox/data-consumer.ts'
import { stopMotion, violations } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { actAs } from '../support/client.ts'
import { byHeldPage } from '../support/held.ts'
import { click, fill, waitForText } from '../support/page.ts'
import { popupSize } from '../support/popup.ts'
import { closeOtherTabs, whenAnswered } from '../support/watching.ts'
import { createWorld, type World } from '../support/world.ts'

const wide = { ruleProfile: 'oauth2', authorizationDetails: '', scope: 'openid profile accounts' }
const widths = [1000, 480] as const

describe('no screen of holding has an axe violation', () => {
  let world: World
  let page: Page
  beforeAll(async () => {
    world = await createWorld(launchChromium, 'chromium', {
      profile: false,
      sandbox: { kind: 'wide', unattended: true },
    })
    const id = await actAs(world, 'wide-es256', wide)
    await world.command('profileHold', { id, on: true })
  })
  afterAll(() => world?.close())

  /** Opens the held page on a response; with `verifier` its code can be exchanged. */
  const open = async (options: PushOptions = {}, verifier = true) => {
    await closeOtherTabs(world)
    const pushed = await world.sandbox.consumer('wide-es256').push(options)
    const codeVerifier = verifier ? pushed.codeVerifier : null
    const details = {
      label: null,
      expiresIn: null,
      receivedAt: null,
      state: pushed.state,
      nonce: null,
      codeVerifier,
    }
    await world.command('requestAdd', { text: pushed.raw, details, open: 'tab' })
    await whenAnswered(world, pushed.requestUri, 'held', 12_000)
    page = await byHeldPage(world)
    await stopMotion(page)
    return page
  }

  const screens: Readonly<Record<string, () => Promise<Page>>> = {
    held: async () => {
      await open()
      await waitForText(page, 'The app has not seen this response')
      return page
    },
    edited: async () => {
      await click(page, 'button', 'No iss')
      await click(page, 'button', 'Add a parameter')
      await fill(page, 'Name of the added parameter', 'x')
      await waitForText(page, 'Release with 2 changes')
      return page
    },
    discarded: async () => {
      await click(page, 'button', 'Discard')
      await waitForText(page, 'Discarded, nothing was sent')
      return page
    },
    exchanged: async () => {
      await open()
      await click(page, 'button', 'Exchange here')
      await waitForText(page, 'Signature valid')
      return page
    },
    refused: async () => {
      await open({}, false)
      await click(page, 'button', 'Exchange here')
      await waitForText(page, 'The server refused the code')
      await waitForText(page, 'invalid_grant')
      return page
    },
    'an error': async () => {
      await open({ fault: 'error-with-uri' })
      await waitForText(page, 'The server sent an error, not a code')
      return page
    },
    'another issuer': async () => {
      await open({ fault: 'response-iss-wrong' })
      await waitForText(page, 'Differs from the issuer')
      return page
    },
    'a state twice': async () => {
      await open({ fault: 'response-state-twice' })
      await waitForText(page, 'A parameter appears more than once')
      return page
    },
    'a JARM': async () => {
      await open({ responseMode: 'jwt' })
      await waitForText(page, 'inside response')
      return page
    },
    nothing: async () => {
      page = await world.driver.openExtensionPage('held.html')
      await stopMotion(page)
      await waitForText(page, 'Nothing is held here')
      return page
    },
  }

  test.each(Object.entries(screens))('%s', async (_, show) => {
    const shown = await show()
    for (const width of widths) {
      await shown.setViewport({ width, height: 760 })
      expect(await violations(shown)).toEqual([])
    }
  })

  test('the popup and the panel with a held response', async () => {
    await open()
    const popup = await world.driver.openExtensionPage('popup.html')
    await stopMotion(popup)
    await popup.setViewport(popupSize)
    await waitForText(popup, 'Inspect or release')
    expect(await violations(popup)).toEqual([])
    await world.page.setViewport({ width: 1200, height: 620 })
    await stopMotion(world.page)
    await waitForText(world.page, 'The app has not seen this response.')
    expect(await violations(world.page)).toEqual([])
  })
})
