import { browser } from 'wxt/browser'

/** The keyboard commands in the manifest. */
type Key = 'push-and-open' | 'toggle-hold'

/** Calls back when the key is pressed. Must be called when the worker starts. */
export function onKey(key: Key, listener: () => void): void {
  browser.commands.onCommand.addListener((name) => {
    if (name === key) listener()
  })
}

/** The part of the browser's API that Chromium and older versions of Firefox lack. */
interface ShortcutSettings {
  readonly commands?: { openShortcutSettings?(): Promise<void> }
}

/** Opens the browser's page for keyboard shortcuts; false if extensions cannot open it. */
export async function openShortcuts(): Promise<boolean> {
  try {
    if (!import.meta.env.FIREFOX) {
      await browser.tabs.create({ url: 'chrome://extensions/shortcuts' })
      return true
    }
    const { commands } = browser as ShortcutSettings
    if (!commands?.openShortcutSettings) return false
    await commands.openShortcutSettings()
    return true
  } catch {
    return false
  }
}
