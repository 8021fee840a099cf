import { browser } from 'wxt/browser'
import type { OpenWhere, PanelScreen } from '@/lib/messaging/protocol'

/** Tab events. */
interface TabListeners {
  opened(tabId: number, openerId: number): void
  replaced(tabId: number, oldId: number): void
  closed(tabId: number): void
}

/** Must be called when the worker starts. */
export function onTabs({ opened, replaced, closed }: TabListeners): void {
  browser.tabs.onCreated.addListener(({ id, openerTabId }) => {
    if (id !== undefined && openerTabId !== undefined) opened(id, openerTabId)
  })
  browser.tabs.onReplaced?.addListener(replaced)
  browser.tabs.onRemoved.addListener(closed)
}

/** Whether a tab is in a private window; null if the tab is gone. */
export async function isPrivate(tabId: number): Promise<boolean | null> {
  try {
    return (await browser.tabs.get(tabId)).incognito
  } catch {
    return null
  }
}

type Opener = (url: string) => Promise<number | null>

const openers: Readonly<Record<OpenWhere, Opener>> = {
  tab: async (url) => (await browser.tabs.create({ url })).id ?? null,
  window: (url) => openWindow({ url }),
  private: (url) => openWindow({ url, incognito: true }),
}

async function openWindow(data: { url: string; incognito?: boolean }): Promise<number | null> {
  const opened = await browser.windows.create(data)
  return opened?.tabs?.[0]?.id ?? null
}

/** Opens a URL. Returns the tab id if the browser reports it. */
export function openUrl(url: string, where: OpenWhere): Promise<number | null> {
  return openers[where](url)
}

/** Navigates a tab; false if the tab is gone. */
export async function sendTab(tabId: number, url: string): Promise<boolean> {
  return browser.tabs.update(tabId, { url }).then(
    () => true,
    () => false,
  )
}

/** Opens Parley's own page in a tab on a flow, or focuses the open one. */
export async function openPanel(flowId: string | null, screen: PanelScreen): Promise<void> {
  const page = browser.runtime.getURL('/panel.html')
  const requested = new URLSearchParams(flowId === null ? { screen } : { screen, flow: flowId })
  const url = `${page}#${requested}`
  const [context] = await browser.runtime
    .getContexts({ contextTypes: ['TAB'] })
    .then((found) => found.filter(({ documentUrl }) => documentUrl?.startsWith(page)))
  if (!context) {
    await browser.tabs.create({ url })
    return
  }
  await browser.tabs.update(context.tabId, { active: true, url })
  await browser.windows.update(context.windowId, { focused: true })
}
