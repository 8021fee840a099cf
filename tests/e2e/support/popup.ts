import type { Page } from 'puppeteer-core'
import type { AnyWorld } from './world.ts'

/** The size that the design gives to the popup; a browser draws it in CSS pixels. */
export const popupSize = { width: 400, height: 560 }

type Action = { action: { openPopup(): Promise<void> } }

/**
 * Opens the popup: the toolbar's own in Chromium, which closes when something else gets the focus;
 * its page in a tab in Firefox, whose popup no test can reach.
 */
export async function openPopup(world: AnyWorld): Promise<Page> {
  const { driver, page } = world
  if (driver.name === 'firefox') return driver.openExtensionPage('popup.html')
  const url = driver.extensionUrl('popup.html')
  await page.bringToFront()
  const opened = driver.browser.waitForTarget((target) => target.url() === url)
  await page.evaluate(() => (globalThis as unknown as { chrome: Action }).chrome.action.openPopup())
  return (await opened).asPage()
}
