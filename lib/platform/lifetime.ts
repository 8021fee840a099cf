import { browser } from 'wxt/browser'

/**
 * Has the background started as soon as the browser is: it forgets the rules that hold redirects when it is
 * closed, and the switch stays on. What is to be done is done whenever the background starts.
 */
export function onBrowserStart(): void {
  browser.runtime.onStartup.addListener(() => {})
}
