import type { Frame, Page } from 'puppeteer-core'
import type { Driver } from './driver.ts'

/** The real DevTools of a tab, with a panel of the extension in front. */
export type DevtoolsPanel = {
  /** The whole DevTools window: use it for screenshots. */
  devtools: Page
  /** The extension's panel in it: use it to evaluate, click and wait. */
  panel: Frame
}

/**
 * Opens Chromium's real DevTools on a loaded page (headless too) and shows the extension's panel,
 * whose URL ends in `panelPath`.
 */
export async function openDevtoolsPanel(
  driver: Driver,
  page: Page,
  panelPath: string,
): Promise<DevtoolsPanel> {
  const devtools = await page.openDevTools()
  // DevTools names a panel after the extension's origin, without a slash, and the panel's title.
  const origin = driver.extensionUrl('').slice(0, -1)
  await devtools.waitForFunction(showPanelOf(origin), { polling: 50 })
  const panel = await devtools.waitForFrame((frame) => frame.url().endsWith(panelPath))
  await panel.waitForFunction(() => document.readyState === 'complete', { polling: 50 })
  return { devtools, panel }
}

/**
 * An expression to evaluate in DevTools: false until DevTools is ready and the extension has created
 * its panel. It is a string, because test runners rewrite an `import()` in a function.
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
