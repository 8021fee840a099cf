import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateTestKey } from '../../sandbox/keys.ts'
import { stopMotion, violations } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { actAs, getTokens, push, saveProfile } from '../support/client.ts'
import { click, clickWhenThere, fill, waitForText } from '../support/page.ts'
import { showMessage, tabText } from '../support/panel.ts'
import { popupSize } from '../support/popup.ts'
import { createWorld, type StoredFlow, type World } from '../support/world.ts'

describe('no screen of the client has an axe violation', () => {
  let world: World
  let popup: Page
  let privateKey: string
  let flow: StoredFlow
  beforeAll(async () => {
    world = await createWorld(launchChromium, 'chromium', { profile: false })
    privateKey = JSON.stringify((await generateTestKey('another-key', 'PS256')).privateJwk)
    popup = await world.driver.openExtensionPage('popup.html')
    for (const page of [popup, world.page]) await stopMotion(page)
    await popup.setViewport(popupSize)
    await world.page.setViewport({ width: 1200, height: 620 })
  })
  afterAll(() => world?.close())

  const onPopup: Readonly<Record<string, () => Promise<unknown>>> = {
    'the first run with a key': async () => {
      await fill(popup, 'Issuer', world.sandbox.issuer)
      await waitForText(popup, 'Metadata found')
      await fill(popup, 'Private key', privateKey)
      await waitForText(popup, 'another-key')
    },
    'nothing pushed yet': async () => {
      await actAs(world, 'tpp-7f3a91')
      await waitForText(popup, 'Push and open')
    },
    'pushed requests': async () => {
      for (const _ of [1, 2]) await push(world)
      await popup.waitForSelector('.req ~ .req')
    },
    'a push that was refused': async () => {
      world.sandbox.assignToClient('tpp-7f3a91', { fault: 'par-html-500' })
      await click(popup, 'button', 'Push')
      await popup.waitForSelector('.req--fail')
    },
    'tokens of a response': async () => {
      world.sandbox.assignToClient('tpp-7f3a91', {})
      flow = await getTokens(world)
      await popup.bringToFront()
      await waitForText(popup, 'ID token verified')
    },
  }

  test.each(Object.entries(onPopup))('popup: %s', async (_, show) => {
    await popup.bringToFront()
    await show()
    expect(await violations(popup)).toEqual([])
  })

  const idOf = (kind: string) => flow.messages.find((message) => message.kind === kind)?.id ?? ''
  const showKind = (kind: string) => showMessage(world, { flowId: flow.id, messageId: idOf(kind) })
  const openScreen = (name: string) => world.page.click(`[data-screen="${name}"]`)

  const onPanel: Readonly<Record<string, () => Promise<unknown>>> = {
    'a token response': async () => {
      await showKind('token-response')
      await tabText(world, 'message')
    },
    'a received ID token': async () => {
      await tabText(world, 'jwt')
      await waitForText(world.page, 'Signature valid')
    },
    'checks of a token response': () => tabText(world, 'checks'),
    'a token response, raw': () => tabText(world, 'raw'),
    'a token request': async () => {
      await showKind('token-request')
      await tabText(world, 'message')
    },
    'a pushed request': async () => {
      await showKind('par-request')
      await tabText(world, 'jwt')
      await waitForText(world.page, 'Signature valid')
    },
    'what can be done with a token': async () => {
      await click(world.page, 'button', 'More about the access_token')
      await world.page.waitForSelector('[role="menu"]')
    },
    'a resource to call': async () => {
      await click(world.page, 'menuitem', 'Call resource…')
      await world.page.waitForSelector('dialog[open]')
    },
    'any other grant': async () => {
      await world.page.keyboard.press('Escape')
      await click(world.page, 'button', 'More about this flow')
      await click(world.page, 'menuitem', 'Other grant…')
      await world.page.waitForSelector('dialog[open]')
    },
    'a push with changed values': async () => {
      await world.page.keyboard.press('Escape')
      await click(world.page, 'button', 'More requests')
      await click(world.page, 'menuitem', 'Edit and push…')
      await waitForText(world.page, 'Payload')
    },
    'metadata by its fields': async () => {
      await world.page.keyboard.press('Escape')
      await openScreen('server')
      await waitForText(world.page, 'FAPI 2.0 Security Profile')
    },
    'metadata as a document': async () => {
      await click(world.page, 'radio', 'Document')
      await waitForText(world.page, '"issuer"')
    },
    'metadata of another issuer': async () => {
      const [client] = world.sandbox.clients
      const issuer = `${world.sandbox.issuer}/`
      const profileId = await saveProfile(world, client!, { issuer, name: 'Another' })
      await world.command('metadataRefresh', { profileId })
      await waitForText(world.page, 'The metadata names a different issuer')
    },
    'a profile in full': async () => {
      await openScreen('profiles')
      // The draft that the popup began is open first.
      await click(world.page, 'button', 'Discard')
      await clickWhenThere(world.page, '.form__more summary')
      await world.page.evaluate(() => {
        for (const closed of document.querySelectorAll('.form__more:not([open]) > summary'))
          (closed as HTMLElement).click()
      })
      await waitForText(world.page, 'Extra token parameters')
    },
    'a key that was recognised': async () => {
      await fill(world.page, 'Private key', privateKey)
      await waitForText(world.page, 'another-key')
    },
    'profiles to export': async () => {
      await click(world.page, 'button', 'Export profiles')
      await world.page.waitForSelector('dialog[open]')
    },
    'profiles to import': async () => {
      await world.page.keyboard.press('Escape')
      await click(world.page, 'button', 'Import profiles')
      await world.page.waitForSelector('dialog[open]')
    },
  }

  test.each(Object.entries(onPanel))('panel: %s', async (_, show) => {
    await world.page.bringToFront()
    await show()
    expect(await violations(world.page)).toEqual([])
  })
})
