import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { realPrompt } from '../scenarios/access.ts'
import { decide, logIn, openPushed, responseOf } from '../support/bank.ts'
import { launchChromium } from '../support/chromium.ts'
import { openDevtoolsPanel } from '../support/devtools-panel.ts'
import { fill, waitForText } from '../support/page.ts'
import { createWorld, type World } from '../support/world.ts'
import { startXvfb, type VirtualDisplay } from '../support/xvfb.ts'

describe('chromium with windows on a display', () => {
  let screen: VirtualDisplay
  let world: World | undefined
  beforeAll(async () => {
    screen = await startXvfb()
  })
  afterEach(() => world?.close())
  afterAll(() => screen?.stop())

  test('access is asked for by the real prompt, can be refused, and works at once', async () => {
    const { display } = screen
    world = await createWorld(launchChromium, 'chromium', {
      granted: false,
      launch: { headless: false, display, prompts: 'ask' },
    })
    await world.page.bringToFront()
    await realPrompt(world, display)
  })

  test('the real DevTools panel shows the flow and verifies a token', async () => {
    world = await createWorld(launchChromium, 'chromium', {
      launch: { headless: false, display: screen.display },
    })
    const consumer = world.sandbox.consumer()
    const pushed = await consumer.push()
    const bank = await openPushed(world, pushed, { state: pushed.state })
    const { panel } = await openDevtoolsPanel(world.driver, bank, '/panel.html')
    await waitForText(panel, 'Waiting for the user')
    await logIn(bank)
    await decide(bank, 'approve')
    const { responses } = await responseOf(world, pushed)
    await waitForText(panel, 'Authorization response')
    const code = Object.fromEntries(responses[0]?.params ?? [])['code'] ?? ''
    const { idToken } = await consumer.exchange({ ...pushed, code })
    expect(idToken).toBeTruthy()
    // The docked panel is narrow: a picker replaces the tabs.
    await panel.select('.nav-pick', 'tokens')
    await fill(panel, 'Token', idToken ?? '')
    await waitForText(panel, 'Signature valid')
  })
})
