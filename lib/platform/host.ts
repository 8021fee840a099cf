import { browser } from 'wxt/browser'
import { isReachable, parseUrl } from '@/lib/oauth/url'
import { sendMessage } from '@/lib/messaging'
import type { Host } from '@/lib/state/host'
import { accessPattern, removeAccess, removeNotices, requestAccess, requestNotices } from './access'

let isPopup = false

/** Finds out whether the page is the toolbar's popup, which alone belongs to no tab. */
export async function markPopup(): Promise<void> {
  isPopup = (await browser.tabs.getCurrent()) === undefined
}

/** Firefox gives the pages in its developer tools no permissions API. */
function canAsk(): boolean {
  return (browser as { permissions?: object }).permissions !== undefined
}

/** The tab can ask: it is opened where the same buttons stand. */
async function askInTab(): Promise<false> {
  await sendMessage('panelOpen', { flowId: null, screen: 'profiles' })
  return false
}

/** What a page of the extension can do itself, at the click. */
export const host: Host = {
  browser: import.meta.env.FIREFOX ? 'firefox' : 'chrome',
  requestAccess: (patterns) => (canAsk() ? requestAccess(patterns) : askInTab()),
  removeAccess: (patterns) => (canAsk() ? removeAccess(patterns) : askInTab()),
  requestNotices: () => (canAsk() ? requestNotices() : askInTab()),
  removeNotices: () => (canAsk() ? removeNotices() : askInTab()),
  accessPattern(url) {
    const parsed = parseUrl(url)
    return parsed && isReachable(parsed) ? accessPattern(url) : null
  },
  close() {
    if (isPopup) window.close()
  },
}
