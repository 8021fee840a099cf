import type { Fetch } from '@/lib/client/http'
import type { Delivery } from '@/lib/flow/model/hold'
import type { HoldRule } from '@/lib/flow/hold/hold-rules'
import type { OpenWhere, PanelScreen } from '@/lib/messaging/protocol'
import type { KeyInfo } from '@/lib/model/key'
import type { Profile } from '@/lib/oauth/profile'
import type { Settings } from '@/lib/storage/state'

type Values = Readonly<Record<string, unknown>>

/** A storage area: whole values under their keys. */
export interface KeyValues {
  get(keys: readonly string[] | null): Promise<Values>
  /** Rejects where the area is full; nothing is written then. */
  set(values: Values): Promise<void>
  remove(keys: readonly string[]): Promise<void>
}

/** One versioned value of `storage.local`. */
interface Item<T> {
  getValue(): Promise<T>
  setValue(value: T): Promise<void>
}

/** Private keys under the id of their `KeyInfo`, one CryptoKey for each algorithm. */
interface KeyStore {
  put(id: string, keys: Readonly<Record<string, CryptoKey>>): Promise<void>
  get(id: string): Promise<Readonly<Record<string, CryptoKey>> | null>
  remove(ids: readonly string[]): Promise<void>
}

/** What the toolbar icon tells. */
export interface Badge {
  /** A response that nobody has looked at. */
  readonly waiting: boolean
  /** The next response is to be held. */
  readonly holding: boolean
}

/** What a desktop notice tells of a response. */
export interface Notice {
  readonly flowId: string
  readonly issuer: string | null
  readonly clientId: string | null
  /** The error code that the server sent; null for any other response. */
  readonly error: string | null
  readonly held: boolean
}

/** Everything that the services need of the world. */
export interface Ports {
  readonly session: KeyValues
  readonly local: KeyValues
  readonly profiles: Item<readonly Profile[]>
  readonly settings: Item<Settings>
  readonly keyInfos: Item<readonly KeyInfo[]>
  readonly keys: KeyStore
  readonly fetch: Fetch
  /** Milliseconds since the epoch. */
  now(): number
  newId(): string
  /** Opens a URL; gives the tab's id where the browser tells it, and rejects where it is refused. */
  openUrl(url: string, where: OpenWhere): Promise<number | null>
  /** Opens Parley's own page in a tab, or focuses the one that is open. */
  openPanel(flowId: string | null, screen: PanelScreen): Promise<void>
  /** Sends a tab to another URL; false where the tab is gone. */
  sendTab(tabId: number, url: string): Promise<boolean>
  /** The rules by which the browser holds redirects, until it is closed. */
  readonly holdRules: {
    /** A rule can look into the answer that redirects. */
    readonly seesAnswers: boolean
    /** The ids of those that are in force. */
    ids(): Promise<readonly number[]>
    /** Changes all at once; rejects where the browser refuses one, and nothing was changed then. */
    update(add: readonly HoldRule[], remove: readonly number[]): Promise<void>
  }
  readonly heldPage: {
    /** The browser withholds SameSite=Strict cookies from a navigation that another site redirected. */
    readonly countsRedirects: boolean
    /** The tabs that show a held page as their own page. */
    tabs(): Promise<readonly number[]>
    /** Whether a tab is on its way to a page, which may be the held page. */
    isLoading(tabId: number): Promise<boolean>
    /** Opens one in a new tab, with nothing to show yet; null where none can run. */
    open(isPrivate: boolean): Promise<number | null>
    /** Sends a tab back to it. */
    show(tabId: number): Promise<boolean>
    /** Brings its tab to the front. */
    focus(tabId: number): Promise<void>
    /** Whether one can run in a tab: Chromium runs none in a private window. */
    runsIn(tabId: number): Promise<boolean>
    /** Whether there is one in a frame of a tab; it asks for what it has to send. */
    hears(tabId: number): Promise<boolean>
    /** Tells the one in this place to ask for what it has to send. Where none can run, the tab is sent itself. */
    wake(delivery: Delivery): Promise<void>
  }
  readonly access: {
    /** The match pattern that covers a URL's origin. */
    pattern(url: string): string
    /** Also true where a wider pattern covers this one. */
    isGranted(pattern: string): Promise<boolean>
    /** Every match pattern that is granted, as the browser lists them. */
    listed(): Promise<readonly string[]>
    incognitoAllowed(): Promise<boolean>
  }
  /** Whether a tab is of a private window; null where it is gone. */
  isPrivate(tabId: number): Promise<boolean | null>
  showBadge(badge: Badge): Promise<void>
  /** Rejects, or does nothing, where the browser was not allowed to. */
  notify(notice: Notice): Promise<void>
}
