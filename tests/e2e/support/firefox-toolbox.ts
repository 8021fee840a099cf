import type { Page } from 'puppeteer-core'
import { evaluateInFirefox } from './bidi.ts'
import type { Driver } from './driver.ts'

/**
 * Opens Firefox's real DevTools on a tab, with the Network panel in front and persistent logs, and
 * waits until the extension has created its own panel. Until the Network panel is opened, Firefox
 * reports no requests to extensions.
 */
export async function openToolbox({ browser }: Driver, page: Page): Promise<void> {
  await page.bringToFront()
  await evaluateInFirefox(
    browser,
    `(async () => {
      Services.prefs.setBoolPref('devtools.netmonitor.persistlog', true)
      const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs')
      const { gDevTools } = require('devtools/client/framework/devtools')
      const tab = Services.wm.getMostRecentWindow('navigator:browser').gBrowser.selectedTab
      const toolbox = await gDevTools.showToolboxForTab(tab, { toolId: 'netmonitor' })
      const isReady = () => toolbox.getAdditionalTools().some(({ id }) => id.startsWith('webext-devtools-panel'))
      while (!isReady()) await new Promise((resolve) => toolbox.win.setTimeout(resolve, 50))
    })()`,
  )
}
