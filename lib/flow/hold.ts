import { isReachable, parseUrl } from '@/lib/model/url'
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
export interface Spot {
  readonly tabId: number
  readonly frame: Frame
}

/** Where a held page shows which response. */
export interface HeldPlace extends Spot {
  readonly flowId: string
  readonly responseId: string
  /** The navigation that was stopped, by its webRequest id and URL; null where the held page was opened again. */
  readonly stopped: { readonly requestId: string; readonly url: string } | null
}

/** Where a navigation starts, which decides which SameSite cookies of the app go along. */
export type NavigationStart = 'cross-site' | 'same-site'

/**
 * What a held page has to send on: a response that is released, or what was stopped and is no
 * authorization response.
 */
export interface Delivery extends Spot {
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
  readonly requestId: string | null
  /** webRequest id of the navigation that was stopped, where it is no authorization response. */
  readonly stoppedId: string | null
}

/** Ports that browsers refuse to call. @see [Fetch](https://fetch.spec.whatwg.org/#port-blocking) */
const blockedPorts: ReadonlySet<string> = new Set(
  (
    '1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 ' +
    '119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 ' +
    '636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 ' +
    '6679 6697 10080'
  ).split(' '),
)

/** Whether a redirect to this redirect_uri can be held, or why not. */
export type Holdability = 'yes' | 'scheme' | 'no-access' | 'port'

/** Whether a redirect to this redirect_uri can be held; `granted` is the access to its host. */
export function holdabilityOf(redirectUri: string, granted: boolean): Holdability {
  const url = parseUrl(redirectUri)
  if (!url || !isReachable(url)) return 'scheme'
  if (blockedPorts.has(url.port)) return 'port'
  return granted ? 'yes' : 'no-access'
}
