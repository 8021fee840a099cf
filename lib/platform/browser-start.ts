import { browser } from 'wxt/browser'

/**
 * Starts the background when the browser starts: the browser has dropped the hold rules, but the
 * switch is still on. The background restores them on every start.
 */
export function onBrowserStart(): void {
  browser.runtime.onStartup.addListener(() => {})
}
