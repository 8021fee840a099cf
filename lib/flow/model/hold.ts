import type { Frame } from '@/lib/model/navigation'
import type { Params } from '@/lib/model/params'

export const defences = [
  'wrong-state',
  'no-state',
  'wrong-iss',
  'no-iss',
  'used-code',
  'other-user-code',
  'same-twice',
] as const

/** A test of the app's defences. The held page describes what a correct app does. */
export type Defence = (typeof defences)[number]

/** One parameter that differs from the received response. Null means "absent". */
export interface ReleaseChange {
  readonly name: string
  readonly from: string | null
  readonly to: string | null
}

/** A release to the app: its parameters, and how often they have to be sent and were sent. */
export interface Release {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly params: Params
  readonly changes: readonly ReleaseChange[]
  readonly defence: Defence | null
  readonly times: 1 | 2
  readonly done: 0 | 1 | 2
  /** Whether the app behaved as a correct app does, as observed by the tester; null if not recorded. */
  readonly defended: boolean | null
}

/** A tested defence of the app, and whether it held; null if that was not recorded. */
export type TestedDefence = Readonly<{ defence: Defence; defended: boolean | null }>

/** A response that was stopped before it reached the app. */
export interface Hold {
  readonly state: 'held' | 'releasing' | 'released' | 'exchanged' | 'discarded'
  /** When it was stopped, in milliseconds since the epoch. */
  readonly at: number
  /** The tab with the held page. */
  readonly tabId: number
  /** Origin of the page that started the navigation; null if the browser did not report one. */
  readonly initiator: string | null
  readonly releases: readonly Release[]
}

/** The tab of a stopped navigation, and whether it was a page or a frame. */
export interface PageLocation {
  readonly tabId: number
  readonly frame: Frame
}

/** A held page and its response. */
export interface HoldSite extends PageLocation {
  readonly flowId: string
  readonly responseId: string
  /** webRequest id and URL of the stopped navigation; null if the held page was opened again later. */
  readonly stopped: { readonly webRequestId: string; readonly url: string } | null
  /** The browser refused to show the held page after the redirect, and Parley opened it again. */
  readonly blocked?: true
}

/** The start of a navigation, which decides which SameSite cookies the app receives. */
export type NavigationStart = 'cross-site' | 'same-site'

/**
 * A navigation that a held page sends: a released response, or a stopped navigation that is not an
 * authorization response.
 */
export interface Delivery extends PageLocation {
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** Null for a GET, and for a POST that cannot be sent again because it contains files or is not a form. */
  readonly form: Params | null
  /** Null if it is not an authorization response. */
  readonly of: { readonly flowId: string; readonly responseId: string } | null
  readonly start: NavigationStart
  /** Origin of the page that started the stopped navigation; null if the browser did not report one. */
  readonly initiator: string | null
  /** `undecided`: waits for the user. `waiting`: waits for the held page. `sent`: the browser is sending it. */
  readonly state: 'undecided' | 'waiting' | 'sent'
  /** webRequest id of the navigation that sends it, or that sent it the first time; null before that. */
  readonly webRequestId: string | null
  /** webRequest id of the stopped navigation, if it is not an authorization response. */
  readonly stoppedId: string | null
}
