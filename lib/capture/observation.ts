import type { Params } from '@/lib/flow/message'

interface ObservationBase {
  /** webRequest's id: the same for all redirects of one navigation. */
  readonly requestId: string
  readonly tabId: number
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly method: string
  readonly url: string
}

/** One thing that the browser told of a navigation, in Parley's words. */
export type Observation =
  | (ObservationBase & {
      readonly kind: 'request'
      readonly form: Params | null
      readonly incognito: boolean
    })
  | (ObservationBase & {
      readonly kind: 'redirect'
      readonly status: number
      /** Absolute. Without a fragment that the browser only inherited, where that can be told. */
      readonly location: string
    })
  | (ObservationBase & { readonly kind: 'completed'; readonly status: number })
  | (ObservationBase & { readonly kind: 'failed'; readonly error: string })
