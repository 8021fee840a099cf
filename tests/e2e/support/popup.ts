import type { Browser, Page } from 'puppeteer-core'
import { whenGone } from './target-gone.ts'
import type { AnyWorld } from './world.ts'

/** The designed size of the popup in CSS pixels. */
export const popupSize = { width: 400, height: 560 }

type Action = { action: { openPopup(): Promise<void> } }

/**
 * Opens the popup: in Chromium the toolbar's own, which closes when it loses the focus; in Firefox
 * its page in a tab, because tests cannot reach the toolbar popup.
 */
export async function openPopup(world: AnyWorld): Promise<Page> {
  const { driver, page } = world
  if (driver.name === 'firefox') return driver.openExtensionPage('popup.html')
  const url = driver.extensionUrl('popup.html')
  await page.bringToFront()
  await closeOld(driver.browser, url)
  const opened = driver.browser.waitForTarget((target) => target.url() === url)
  await page.evaluate(() => (globalThis as unknown as { chrome: Action }).chrome.action.openPopup())
  return (await opened).asPage()
}

/** A popup that is about to close would be mistaken for the new one. */
async function closeOld(browser: Browser, url: string): Promise<void> {
  const old = browser.targets().filter((target) => target.url() === url)
  await Promise.all(
    old.map(async (target) => {
      const gone = whenGone(browser, target)
      const page = await target.asPage().catch(() => null)
      await page?.close().catch(() => undefined)
      await gone
    }),
  )
}
