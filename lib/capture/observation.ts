import type { Frame } from '@/lib/model/navigation'
import type { Params } from '@/lib/model/params'

/** What is told with everything. */
export interface ObservationBase {
  /** Who told of it: webRequest where nothing stands here. */
  readonly source?: 'browser' | 'devtools'
  /** webRequest's id: the same for all redirects of one navigation. */
  readonly webRequestId: string
  readonly tabId: number
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly method: string
  readonly url: string
  readonly frame: Frame
  /** Null where the browser does not tell with the event. */
  readonly incognito: boolean | null
  /** Firefox's `cookieStoreId`; null elsewhere. */
  readonly cookieStoreId: string | null
  /** Origin of the page that caused it, the text `null` where that is opaque; null where no page did. */
  readonly initiator: string | null
}

/** One thing that the browser told of a navigation, in Parley's words. */
export type Observation =
  | (ObservationBase & {
      readonly kind: 'request'
      readonly form: Params | null
    })
  | (ObservationBase & {
      readonly kind: 'redirect'
      readonly status: number
      /** Absolute. Without a fragment that the browser only inherited, where that can be told. */
      readonly location: string
      /** Another observation reports what its own URL brought: this one is about the Location alone. */
      readonly part?: 'location'
    })
  | (ObservationBase & { readonly kind: 'completed'; readonly status: number })
  /** The browser sent it to Parley's held page instead. */
  | (ObservationBase & { readonly kind: 'held' })
  | (ObservationBase & { readonly kind: 'failed'; readonly error: string })
