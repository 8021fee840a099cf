import { browser } from 'wxt/browser'
import type { Ports } from '@/lib/background/ports'
import { isPrivate, openUrl, sendTab } from './tabs'

const pageUrl = () => browser.runtime.getURL('/held.html' as never)

/** The message that makes a held page ask for its delivery. */
export const heldWake = 'parley-held-wake'

/** The held pages in the tabs of this browser. */
export const heldPage: Ports['heldPage'] = {
  countsRedirects: import.meta.env.FIREFOX,
  async tabs() {
    const contexts = await browser.runtime.getContexts({ contextTypes: ['TAB'] })
    return contexts.filter(({ documentUrl }) => documentUrl === pageUrl()).map(({ tabId }) => tabId)
  },
  isLoading: async (tabId) => {
    const tab = await browser.tabs.get(tabId).catch(() => null)
    return tab?.status === 'loading'
  },
  async open(inPrivate) {
    if (inPrivate && !import.meta.env.FIREFOX) return null
    return openUrl(pageUrl(), inPrivate ? 'private' : 'tab')
  },
  show: (tabId) => sendTab(tabId, pageUrl()),
  async focus(tabId) {
    const tab = await browser.tabs.update(tabId, { active: true })
    if (tab) await browser.windows.update(tab.windowId, { focused: true })
  },
  runsIn,
  async hears(tabId) {
    const response: unknown = await browser.tabs.sendMessage(tabId, heldWake).catch(() => null)
    return response === heldWake
  },
  async wake({ tabId, method, url }) {
    if (await runsIn(tabId)) await browser.tabs.sendMessage(tabId, heldWake).catch(() => {})
    else if (method === 'GET') await sendTab(tabId, url)
  },
}

async function runsIn(tabId: number): Promise<boolean> {
  return import.meta.env.FIREFOX || (await isPrivate(tabId)) !== true
}
