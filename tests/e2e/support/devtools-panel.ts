import type { Frame, Page } from 'puppeteer-core'
import type { Driver } from './driver.ts'

/** The real DevTools of a tab, with a panel of the extension in front. */
export type DevtoolsPanel = {
  /** The whole DevTools window: take screenshots of this one. */
  devtools: Page
  /** The extension's panel in it: evaluate, click and wait in this one. */
  panel: Frame
}

/**
 * Opens Chromium's real DevTools on a loaded page (headless too) and shows the panel that the extension made, whose page
 * ends in `panelPath`.
 */
export async function openDevtoolsPanel(
  driver: Driver,
  page: Page,
  panelPath: string,
): Promise<DevtoolsPanel> {
  const devtools = await page.openDevTools()
  // DevTools names a panel by the extension's origin, without a slash, and the panel's title.
  const origin = driver.extensionUrl('').slice(0, -1)
  await devtools.waitForFunction(showPanelOf(origin), { polling: 50 })
  const panel = await devtools.waitForFrame((frame) => frame.url().endsWith(panelPath))
  await panel.waitForFunction(() => document.readyState === 'complete', { polling: 50 })
  return { devtools, panel }
}

/**
 * An expression for the inside of DevTools: false until its own parts are ready and the extension has made its panel.
 * It is a text, since test runners rewrite an `import()` in a function.
 */
function showPanelOf(extensionOrigin: string): string {
  return `import('./ui/legacy/legacy.js').then(async ({ InspectorView }) => {
    const view = (() => {
      try {
        return InspectorView.InspectorView.instance()
      } catch {
        // "global and local storage must be provided": DevTools has not started yet.
        return undefined
      }
    })()
    const id = view?.tabbedPane.tabIds().find((tab) => tab.startsWith(${JSON.stringify(extensionOrigin)}))
    if (!id) return false
    await view.showPanel(id)
    return true
  })`
}
