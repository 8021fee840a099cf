import { createContext, useContext } from 'react'
import type { KnownWorld } from '@/lib/share/har-flows'
import type { FileContent, ReadProgress } from '@/lib/share/read-recording'
import type { Delivery, PageLocation } from '@/lib/flow/model/hold'

/**
 * Browser APIs that only a page can call, because the browser demands a click. The entrypoint
 * supplies them.
 */
export interface Host {
  readonly browser: 'chrome' | 'firefox'
  /** The version of Parley. */
  readonly version: string
  /** The page is a DevTools panel. */
  readonly inDevtools: boolean
  /**
   * Requests access to the origins in one prompt. Firefox closes the popup while it shows the prompt.
   */
  requestAccess(patterns: readonly string[]): Promise<boolean>
  removeAccess(patterns: readonly string[]): Promise<boolean>
  /** Requests permission for desktop notifications. */
  requestNotices(): Promise<boolean>
  removeNotices(): Promise<boolean>
  /** Opens the browser's page for keyboard shortcuts; false if extensions cannot open it. */
  openShortcuts(): Promise<boolean>
  /**
   * The match pattern of an origin in the form that this browser accepts; null if access to it cannot
   * be requested.
   */
  accessPattern(url: string): string | null
  /**
   * Reads a file without blocking the page. Rejects if the browser cannot read it, or once `signal` is aborted.
   */
  readFile(
    file: Blob,
    known: KnownWorld,
    options: {
      readonly onProgress: (progress: ReadProgress) => void
      readonly signal: AbortSignal
    },
  ): Promise<FileContent>
  /** Closes the popup; does nothing in a tab. */
  close(): void
  /** The location of this page; null if it is not in a tab. */
  pageLocation(): Promise<PageLocation | null>
  /** Navigates the page to the target of a held response, in the same history entry. */
  deliver(delivery: Pick<Delivery, 'url' | 'form' | 'start'>): void
  /** Navigates back. */
  back(): void
  /** Replaces the page with an empty one. */
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
