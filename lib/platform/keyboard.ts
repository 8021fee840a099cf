import { browser } from 'wxt/browser'

/** The keys that the browser gives to Parley, as the manifest names them. */
type Key = 'push-and-open' | 'toggle-hold'

/** Calls back whenever the key is pressed; must be called as the worker starts. */
export function onKey(key: Key, listener: () => void): void {
  browser.commands.onCommand.addListener((name) => {
    if (name === key) listener()
  })
}
