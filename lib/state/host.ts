import { createContext, useContext } from 'react'
import type { Delivery, PageLocation } from '@/lib/flow/model/hold'

/** What only the page itself can do, since the browser wants it at the click; given in by the entrypoint. */
export interface Host {
  readonly browser: 'chrome' | 'firefox'
  /** The page is a panel of the developer tools. */
  readonly inDevtools: boolean
  /** Asks for access to the origins in one prompt. Firefox closes the popup meanwhile. */
  requestAccess(patterns: readonly string[]): Promise<boolean>
  removeAccess(patterns: readonly string[]): Promise<boolean>
  /** Asks to show notices on the desktop. */
  requestNotices(): Promise<boolean>
  removeNotices(): Promise<boolean>
  /** The match pattern of an origin, in the form that this browser takes; null where it cannot be asked for. */
  accessPattern(url: string): string | null
  /** Closes the popup; nothing happens in a tab. */
  close(): void
  /** Where the page itself is; null where that is no tab. */
  pageLocation(): Promise<PageLocation | null>
  /** Sends the page on to where a held response goes, in its place in the history. */
  deliver(delivery: Pick<Delivery, 'url' | 'form' | 'start'>): void
  /** Goes back to where the page was before. */
  back(): void
  /** Puts an empty page in the place of the page. */
  clear(): void
  /** Closes the tab of the page. */
  leave(): void
}

const HostContext = createContext<Host | null>(null)
export const HostProvider = HostContext.Provider

export function useHost(): Host {
  const host = useContext(HostContext)
  if (!host) throw new Error('HostProvider is missing')
  return host
}
