import { browser } from 'wxt/browser'
import type { Ports } from '@/lib/background/ports'
import { isPrivate, openUrl, sendTab } from './tabs'

const pageUrl = () => browser.runtime.getURL('/held.html' as never)

/** The message that makes a held page ask for its delivery. */
export const heldWake = 'parley-held-wake'

/** The held pages in the tabs of this browser. */
export const heldPage: Ports['heldPage'] = {
  countsRedirects: import.meta.env.FIREFOX,
  tabs,
  isLoading: async (tabId) => {
    const tab = await browser.tabs.get(tabId).catch(() => null)
    return tab?.status === 'loading'
  },
  async open(inPrivate) {
    if (inPrivate && !import.meta.env.FIREFOX) return null
    return openUrl(pageUrl(), inPrivate ? 'private' : 'tab')
  },
  show: (tabId) => sendTab(tabId, pageUrl()),
  async reopenBlocked(tabId) {
    if (import.meta.env.FIREFOX || !(await runsIn(tabId))) return false
    await loaded(tabId)
    const tab = await browser.tabs.get(tabId).catch(() => null)
    const isBlocked = tab?.url === pageUrl() && !(await tabs()).includes(tabId)
    return isBlocked && sendTab(tabId, pageUrl())
  },
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

async function tabs(): Promise<readonly number[]> {
  const contexts = await browser.runtime.getContexts({ contextTypes: ['TAB'] })
  return contexts.filter(({ documentUrl }) => documentUrl === pageUrl()).map(({ tabId }) => tabId)
}

/** Resolves when a tab has loaded its page, or is gone. */
async function loaded(tabId: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const onUpdated = (id: number, { status }: { status?: string }) => {
    if (id === tabId && status === 'complete') resolve(undefined)
  }
  const onRemoved = (id: number) => {
    if (id === tabId) resolve(undefined)
  }
  browser.tabs.onUpdated.addListener(onUpdated)
  browser.tabs.onRemoved.addListener(onRemoved)
  const tab = await browser.tabs.get(tabId).catch(() => null)
  if (tab?.status !== 'loading') resolve(undefined)
  await promise
  browser.tabs.onUpdated.removeListener(onUpdated)
  browser.tabs.onRemoved.removeListener(onRemoved)
}
