import { browser } from 'wxt/browser'
import type { Ports } from '@/lib/background/ports'

/** Firefox does not support ports in match patterns: a pattern covers all ports of the host. */
const takesPorts = !import.meta.env.FIREFOX

/** The match pattern of a URL's origin, in the form that this browser accepts. */
export function accessPattern(url: string): string {
  const { protocol, hostname, host } = new URL(url)
  return `${protocol}//${takesPorts ? host : hostname}/*`
}

export const access: Ports['access'] = {
  pattern: accessPattern,
  isGranted: (pattern) => browser.permissions.contains({ origins: [pattern] }),
  listed: async () => (await browser.permissions.getAll()).origins ?? [],
  incognitoAllowed: () => browser.extension.isAllowedIncognitoAccess(),
}

/** Calls back when access is granted or revoked. */
export function onAccessChanged(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener)
  browser.permissions.onRemoved.addListener(listener)
}

/** Must be called in the click handler before any `await`. */
export function requestAccess(patterns: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: [...patterns] })
}

export function removeAccess(patterns: readonly string[]): Promise<boolean> {
  return browser.permissions.remove({ origins: [...patterns] })
}

const noticesPermission = { permissions: ['notifications' as const] }

/** Must be called in the click handler before any `await`. */
export function requestNotices(): Promise<boolean> {
  return browser.permissions.request(noticesPermission)
}

export function removeNotices(): Promise<boolean> {
  return browser.permissions.remove(noticesPermission)
}
