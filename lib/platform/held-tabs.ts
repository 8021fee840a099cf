import { browser } from 'wxt/browser'
import type { Ports } from '@/lib/app/ports'
import { openUrl, sendTab } from './tabs'

const pageUrl = () => browser.runtime.getURL('/held.html' as never)

/** The message that makes a held page ask for what it has to send. */
export const heldWake = 'parley-held-wake'

/** The held pages in the tabs of this browser. */
export const heldPage: Ports['heldPage'] = {
  async tabs() {
    const contexts = await browser.runtime.getContexts({ contextTypes: ['TAB'] })
    return contexts.filter(({ documentUrl }) => documentUrl === pageUrl()).map(({ tabId }) => tabId)
  },
  open: (isPrivate) => openUrl(pageUrl(), isPrivate ? 'private' : 'tab'),
  show: (tabId) => sendTab(tabId, pageUrl()),
  async focus(tabId) {
    const tab = await browser.tabs.update(tabId, { active: true })
    if (tab) await browser.windows.update(tab.windowId, { focused: true })
  },
  async wake({ tabId, method, url }) {
    const { incognito } = await browser.tabs.get(tabId)
    // Chromium runs no page of an extension in a private window.
    if (incognito && !import.meta.env.FIREFOX && method === 'GET') await sendTab(tabId, url)
    else await browser.tabs.sendMessage(tabId, heldWake).catch(() => {})
  },
}
