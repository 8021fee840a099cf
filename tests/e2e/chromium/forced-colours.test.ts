import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'puppeteer-core'
import { launchChromium } from '../support/chromium.ts'
import { createWorld, type World } from '../support/world.ts'

/** Elements that can have the focus and show no ring while they have it. */
function withoutRing(): string[] {
  const focusable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
  const isRinged = (element: Element | null) =>
    element !== null && getComputedStyle(element).outlineStyle === 'solid'
  return [...document.querySelectorAll<HTMLElement>(focusable)]
    .filter((element) => element.checkVisibility() && !element.matches(':disabled, .vh'))
    .filter((element) => {
      element.focus({ focusVisible: true } as FocusOptions)
      return document.activeElement === element && !isRinged(element) && !isRinged(boxOf(element))
    })
    .map(({ outerHTML }) => outerHTML.slice(0, 120))

  /** The box around a text field has its ring. */
  function boxOf(element: Element) {
    return element.closest('.field, .editor')
  }
}

/** Whether a part that is drawn with a background differs from what is behind it. */
function isDrawn(selector: string, part: string): boolean {
  const element = document.querySelector(selector)
  if (!element) throw new Error(`There is no ${selector}`)
  const { backgroundColor } = getComputedStyle(element, part)
  return backgroundColor !== getComputedStyle(document.body).backgroundColor
}

describe('with forced colours', () => {
  let world: World
  let popup: Page
  const force = async (page: Page) => {
    const session = await page.createCDPSession()
    await session.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'forced-colors', value: 'active' }],
    })
  }
  beforeAll(async () => {
    world = await createWorld(launchChromium, 'chromium')
    popup = await world.driver.openExtensionPage('popup.html')
    for (const page of [popup, world.page]) await force(page)
  })
  afterAll(() => world?.close())

  test('the popup shows where the focus is, and the state of its switch', async () => {
    await popup.bringToFront()
    await popup.waitForSelector('.switch')
    expect(await popup.evaluate(withoutRing)).toEqual([])
    expect(await popup.evaluate(isDrawn, '.switch', '::after')).toBe(true)
  })

  test.each(['profiles', 'tokens', 'server'] as const)(
    '%s shows where the focus is',
    async (screen) => {
      await world.command('panelOpen', { flowId: null, screen })
      await world.page.bringToFront()
      await world.page.waitForSelector(`[data-screen="${screen}"][aria-current="page"]`)
      expect(await world.page.evaluate(withoutRing)).toEqual([])
      expect(await world.page.evaluate(isDrawn, '[aria-current="page"]', '::after')).toBe(true)
    },
  )
})
