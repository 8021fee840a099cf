import type { Params } from './message'

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
}

/** A response that was stopped before the app. */
export interface Hold {
  readonly state: 'held' | 'releasing' | 'released' | 'exchanged' | 'discarded'
  /** When it was stopped, in milliseconds since the epoch. */
  readonly at: number
  /** The tab that shows the held page. */
  readonly tabId: number
  readonly releases: readonly Release[]
}

/** Where a held page shows which response. */
export interface HeldPlace {
  readonly tabId: number
  readonly frame: 'top' | 'sub'
  readonly flowId: string
  readonly responseId: string
}
