import type { Frame } from '@/lib/model/navigation'
import type { Params } from '@/lib/model/params'

/** A way to try whether the app defends itself; the held page says what a correct app does. */
export type Defence =
  | 'wrong-state'
  | 'no-state'
  | 'wrong-iss'
  | 'no-iss'
  | 'used-code'
  | 'other-user-code'
  | 'same-twice'

/** One parameter that was released otherwise than it came; null is "not there". */
export interface ReleaseChange {
  readonly name: string
  readonly from: string | null
  readonly to: string | null
}

/** What went on to the app, and how often it was to go and has gone. */
export interface Release {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly params: Params
  readonly changes: readonly ReleaseChange[]
  readonly defence: Defence | null
  readonly times: 1 | 2
  readonly done: 0 | 1 | 2
  /** Whether the app did what a correct one does, as the tester saw it; null where nobody said. */
  readonly defended: boolean | null
}

/** A response that was stopped before the app. */
export interface Hold {
  readonly state: 'held' | 'releasing' | 'released' | 'exchanged' | 'discarded'
  /** When it was stopped, in milliseconds since the epoch. */
  readonly at: number
  /** The tab that shows the held page. */
  readonly tabId: number
  /** Origin of the page that started the navigation; null where the browser named none. */
  readonly initiator: string | null
  readonly releases: readonly Release[]
}

/** The tab that was stopped, and whether its page or a frame in it. */
export interface PageLocation {
  readonly tabId: number
  readonly frame: Frame
}

/** Where a held page shows which response. */
export interface HoldSite extends PageLocation {
  readonly flowId: string
  readonly responseId: string
  /** The navigation that was stopped, by its webRequest id and URL; null where the held page was opened again. */
  readonly stopped: { readonly webRequestId: string; readonly url: string } | null
}

/** Where a navigation starts, which decides which SameSite cookies of the app go along. */
export type NavigationStart = 'cross-site' | 'same-site'

/**
 * What a held page has to send on: a response that is released, or what was stopped and is no
 * authorization response.
 */
export interface Delivery extends PageLocation {
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** Null for a GET; null also for a POST of files or of no form, which cannot be sent again. */
  readonly form: Params | null
  /** Null where it is no authorization response. */
  readonly of: { readonly flowId: string; readonly responseId: string } | null
  readonly start: NavigationStart
  /** Origin of the page that started what was stopped; null where the browser named none. */
  readonly initiator: string | null
  /** It waits for the user's decision, or for the held page, or the browser is sending it. */
  readonly state: 'undecided' | 'waiting' | 'sent'
  /** webRequest id of the navigation that sends it, or sent it the first time; null before. */
  readonly webRequestId: string | null
  /** webRequest id of the navigation that was stopped, where it is no authorization response. */
  readonly stoppedId: string | null
}
