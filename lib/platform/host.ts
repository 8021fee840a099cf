import { browser } from 'wxt/browser'
import { isReachable, parseUrl } from '@/lib/oauth/url'
import type { Host } from '@/lib/state/host'
import { accessPattern, removeAccess, requestAccess } from './access'

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
    if (document.documentElement.dataset['place'] === 'popup') window.close()
  },
}
