import { browser } from 'wxt/browser'
import type { Frame } from '@/lib/model/navigation'
import { isOneHost, isReachable, parseUrl } from '@/lib/model/url'
import { sendMessage } from '@/lib/messaging'
import type { Host } from '@/lib/state/host'
import { accessPattern, removeAccess, removeNotices, requestAccess, requestNotices } from './access'
import { openShortcuts } from './keyboard'
import { postForm } from './post-form'
import { navigateFromFrame } from './release-frame'

let isPopup = false

/** Detects the toolbar popup: the only page without a tab. */
export async function markPopup(): Promise<void> {
  isPopup = (await browser.tabs.getCurrent()) === undefined
}

/** In Firefox, DevTools pages have no permissions API. */
function canAsk(): boolean {
  return (browser as { permissions?: object }).permissions !== undefined
}

/** A tab can request access, so the panel opens there with the same buttons. */
async function askInTab(): Promise<false> {
  await sendMessage('panelOpen', { flowId: null, screen: 'profiles' })
  return false
}

/**
 * Under a grant for all sites, the browser neither prompts for a host nor lists it. Parley records
 * the name itself.
 */
async function grantHosts(patterns: readonly string[]): Promise<boolean> {
  const granted = await requestAccess(patterns)
  if (granted) await sendMessage('hostsConfirm', { patterns: [...patterns], on: true })
  return granted
}

async function revokeHosts(patterns: readonly string[]): Promise<boolean> {
  const confirmed = sendMessage('hostsConfirm', { patterns: [...patterns], on: false })
  const removed = await removeAccess(patterns)
  await confirmed
  return removed
}

async function closeTab(): Promise<void> {
  const tab = await browser.tabs.getCurrent()
  if (tab?.id !== undefined) await browser.tabs.remove(tab.id)
}

/** If a service worker of the app responds, Chromium sends extensions no further events. */
function reportLeft(): void {
  void sendMessage('heldLeft', { frame: frameOfPage() })
}

function frameOfPage(): Frame {
  return window.top === window ? 'top' : 'sub'
}

/** The browser APIs that a page of the extension calls at a click. */
export const host: Host = {
  browser: import.meta.env.FIREFOX ? 'firefox' : 'chrome',
  version: browser.runtime.getManifest().version,
  inDevtools: (browser as { devtools?: object }).devtools !== undefined,
  requestAccess: (patterns) => (canAsk() ? grantHosts(patterns) : askInTab()),
  removeAccess: (patterns) => (canAsk() ? revokeHosts(patterns) : askInTab()),
  requestNotices: () => (canAsk() ? requestNotices() : askInTab()),
  removeNotices: () => (canAsk() ? removeNotices() : askInTab()),
  openShortcuts,
  accessPattern(url) {
    const parsed = parseUrl(url)
    return parsed && isReachable(parsed) && isOneHost(parsed) ? accessPattern(url) : null
  },
  /** Loaded when it is needed: the popup uses the same host and reads no file. */
  readFile: async (...input) => (await import('./read-file')).readFile(...input),
  close() {
    if (isPopup) window.close()
  },
  async pageLocation() {
    const tab = await browser.tabs.getCurrent()
    if (tab?.id === undefined) return null
    return { tabId: tab.id, frame: frameOfPage() }
  },
  deliver({ url, form, start }) {
    if (!import.meta.env.FIREFOX) addEventListener('pagehide', reportLeft)
    if (start === 'cross-site') navigateFromFrame({ url, form })
    else if (form === null) location.replace(url)
    else postForm(url, form, '_self')
  },
  back: () => history.back(),
  clear: () => location.replace('about:blank'),
  leave: () => void closeTab(),
}
