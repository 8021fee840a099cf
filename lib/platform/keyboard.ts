import { browser } from 'wxt/browser'

/** The keyboard commands in the manifest. */
type Key = 'push-and-open' | 'toggle-hold'

/** Calls back when the key is pressed. Must be called when the worker starts. */
export function onKey(key: Key, listener: () => void): void {
  browser.commands.onCommand.addListener((name) => {
    if (name === key) listener()
  })
}
