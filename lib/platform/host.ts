import { browser } from 'wxt/browser'
import { isReachable, parseUrl } from '@/lib/oauth/url'
import type { Host } from '@/lib/state/host'
import { accessPattern, removeAccess, requestAccess } from './access'

let isPopup = false

/** Finds out whether the page is the toolbar's popup, which alone belongs to no tab. */
export async function markPopup(): Promise<void> {
  isPopup = (await browser.tabs.getCurrent()) === undefined
}

/** What a page of the extension can do itself, at the click. */
export const host: Host = {
  browser: import.meta.env.FIREFOX ? 'firefox' : 'chrome',
  version: browser.runtime.getManifest().version,
  requestAccess,
  removeAccess,
  accessPattern(url) {
    const parsed = parseUrl(url)
    return parsed && isReachable(parsed) ? accessPattern(url) : null
  },
  close() {
    if (isPopup) window.close()
  },
}
