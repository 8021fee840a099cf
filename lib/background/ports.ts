import type { Fetch } from '@/lib/client/http'
import type { Delivery } from '@/lib/flow/model/hold'
import type { HoldRule } from '@/lib/flow/hold/hold-rules'
import type { OpenWhere, PanelScreen } from '@/lib/messaging/protocol'
import type { KeyInfo } from '@/lib/model/key'
import type { Profile } from '@/lib/oauth/profile'
import type { SavedCall } from '@/lib/storage/saved-calls'
import type { SavedRequest } from '@/lib/storage/saved-requests'
import type { Settings, StoredTemplate } from '@/lib/storage/state'

type Values = Readonly<Record<string, unknown>>

/** A storage area: whole values by key. */
export interface KeyValues {
  get(keys: readonly string[] | null): Promise<Values>
  /** Rejects if the area is full; nothing is written then. */
  set(values: Values): Promise<void>
  remove(keys: readonly string[]): Promise<void>
}

/** One versioned value of `storage.local`. */
interface Item<T> {
  getValue(): Promise<T>
  setValue(value: T): Promise<void>
}

/** Texts of any size by key. They cannot be read once the browser has closed. */
interface Records {
  keys(): Promise<readonly string[]>
  /** The texts in the order of their keys; undefined for a missing one. */
  get(keys: readonly string[]): Promise<readonly (string | undefined)[]>
  /** Writes all entries or none. Rejects if storage is full. */
  put(values: readonly (readonly [key: string, text: string])[]): Promise<void>
  remove(keys: readonly string[]): Promise<void>
}

/** Values by key that outlive the browser session, on the disk and not encrypted. */
interface KeptRecords {
  keys(): Promise<readonly string[]>
  /** The values in the order of their keys; undefined for a missing one. */
  get(keys: readonly string[]): Promise<readonly unknown[]>
  /** Makes all changes or none. Rejects if the disk is full. */
  change(put: readonly { readonly id: string }[], remove: readonly string[]): Promise<void>
}

/** Private keys by the id of their `KeyInfo`, one CryptoKey for each algorithm. */
interface KeyStore {
  put(id: string, keys: Readonly<Record<string, CryptoKey>>): Promise<void>
  get(id: string): Promise<Readonly<Record<string, CryptoKey>> | null>
  remove(ids: readonly string[]): Promise<void>
}

/** The state of the toolbar icon. */
export interface Badge {
  /** A response has not been viewed yet. */
  readonly waiting: boolean
  /** The next response will be held. */
  readonly holding: boolean
}

/** The content of a desktop notification for a response. */
export interface Notice {
  readonly flowId: string
  readonly issuer: string | null
  readonly clientId: string | null
  /** The error code from the server; null for any other response. */
  readonly error: string | null
  readonly held: boolean
}

/** The browser APIs that the services need. */
export interface Ports {
  readonly session: KeyValues
  readonly local: KeyValues
  readonly profiles: Item<readonly Profile[]>
  readonly settings: Item<Settings>
  readonly keyInfos: Item<readonly KeyInfo[]>
  readonly templates: Item<readonly StoredTemplate[]>
  readonly savedRequests: Item<readonly SavedRequest[]>
  readonly savedCalls: Item<readonly SavedCall[]>
  readonly keys: KeyStore
  readonly records: Records
  readonly kept: KeptRecords
  /** What made a stored file. */
  readonly product: { readonly parley: string; readonly browser: string }
  readonly fetch: Fetch
  /** Milliseconds since the epoch. */
  now(): number
  newId(): string
  /** Resolves after this many milliseconds. */
  wait(ms: number): Promise<void>
  /**
   * Opens a URL and returns the tab id if the browser reports it. Rejects if the browser refuses.
   */
  openUrl(url: string, where: OpenWhere): Promise<number | null>
  /** Opens Parley's own page in a tab, or focuses the open one. */
  openPanel(flowId: string | null, screen: PanelScreen): Promise<void>
  /** Navigates a tab; false if the tab is gone. */
  sendTab(tabId: number, url: string): Promise<boolean>
  /** The browser rules that hold redirects, until the browser closes. */
  readonly holdRules: {
    /** A rule can match the response headers of a redirect. */
    readonly matchesResponseHeaders: boolean
    /** The ids of the active rules. */
    ids(): Promise<readonly number[]>
    /** Changes all rules at once. Rejects without a change if the browser refuses one. */
    update(add: readonly HoldRule[], remove: readonly number[]): Promise<void>
  }
  readonly heldPage: {
    /**
     * The browser withholds SameSite=Strict cookies from a navigation with a redirect by a different
     * site.
     */
    readonly countsRedirects: boolean
    /** The tabs with a held page as their top-level page. */
    tabs(): Promise<readonly number[]>
    /** Whether a tab is loading a page, which may be the held page. */
    isLoading(tabId: number): Promise<boolean>
    /** Opens an empty held page in a new tab; null if no held page can run. */
    open(isPrivate: boolean): Promise<number | null>
    /** Navigates a tab back to its held page. */
    show(tabId: number): Promise<boolean>
    /**
     * Waits until a stopped navigation has ended, and opens its held page again if the browser refused to show it.
     * Returns whether it did. Chromium refuses if a page that is neither https nor on loopback started the navigation.
     */
    reopenBlocked(tabId: number): Promise<boolean>
    /** Brings its tab to the front. */
    focus(tabId: number): Promise<void>
    /** Whether a held page can run in a tab: Chromium runs none in a private window. */
    runsIn(tabId: number): Promise<boolean>
    /** Whether a frame of a tab has a held page; it then asks for its delivery. */
    hears(tabId: number): Promise<boolean>
    /**
     * Makes the held page in this place ask for its delivery. If none can run, the tab is navigated
     * directly.
     */
    wake(delivery: Delivery): Promise<void>
  }
  readonly access: {
    /** The match pattern that covers a URL's origin. */
    pattern(url: string): string
    /** Also true if a broader pattern covers this one. */
    isGranted(pattern: string): Promise<boolean>
    /** Every granted match pattern, as the browser lists them. */
    listed(): Promise<readonly string[]>
    incognitoAllowed(): Promise<boolean>
  }
  /** Whether a tab is in a private window; null if the tab is gone. */
  isPrivate(tabId: number): Promise<boolean | null>
  showBadge(badge: Badge): Promise<void>
  /** Rejects, or does nothing, without permission. */
  notify(notice: Notice): Promise<void>
}
