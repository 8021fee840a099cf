import type { Frame } from '@/lib/model/navigation'
import type { Params } from '@/lib/model/params'

/** The properties of every observation. */
export interface ObservationBase {
  /** The source of the report; absent means webRequest. */
  readonly source?: 'browser' | 'devtools'
  /** The webRequest id, which is the same for all redirects of one navigation. */
  readonly webRequestId: string
  readonly tabId: number
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly method: string
  readonly url: string
  readonly frame: Frame
  /** A script sent the request instead of a navigation. Only DevTools reports it. */
  readonly fetched?: true
  /** Null if the event does not report it. */
  readonly incognito: boolean | null
  /** Firefox's `cookieStoreId`; null elsewhere. */
  readonly cookieStoreId: string | null
  /**
   * Origin of the page that started the navigation, or the text `null` if the origin is opaque. Null if no
   * page started it.
   */
  readonly initiator: string | null
}

/** The headers of a response that rules judge; absent if the event does not report headers. */
interface WithHeaders {
  readonly headers?: Params
}

/** One event of a navigation, in a form that is independent of the browser. */
export type Observation =
  | (ObservationBase & {
      readonly kind: 'request'
      readonly form: Params | null
    })
  | (ObservationBase &
      WithHeaders & {
        readonly kind: 'redirect'
        readonly status: number
        /** Absolute URL, without a fragment that the browser only inherited, if that can be determined. */
        readonly location: string
        /** `location` is written as in the Location header. */
        readonly asSent?: true
        /** Another observation covers the response in the redirect's own URL. This one covers only the Location. */
        readonly part?: 'location'
      })
  | (ObservationBase & WithHeaders & { readonly kind: 'completed'; readonly status: number })
  /** The browser was redirected to Parley's held page instead. */
  | (ObservationBase & {
      readonly kind: 'held'
      /**
       * `url` is the target of the redirect that was stopped. Absent if the request itself was stopped, or if the
       * target is not known.
       */
      readonly isTarget?: true
    })
  | (ObservationBase & { readonly kind: 'failed'; readonly error: string })
