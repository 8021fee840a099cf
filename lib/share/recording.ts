import type { RecordedBy } from '@/lib/flow/model/flow'
import type { NetworkEntry } from '@/lib/capture/network-entry'
import type { Params } from '@/lib/model/params'

/** A JSON document in a recording that may be the metadata or the keys of a server. */
export interface RecordedDocument {
  readonly url: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly headers: Params
  readonly body: string
}

/** Why an entry of a recording is not part of a flow; the sentence is `panel.share.left.<reason>`. */
type LeftReason = 'asset' | 'login' | 'other' | 'unread'
export type LeftOut = Readonly<Record<LeftReason, number>>

/** An entry that may be part of a flow. */
export interface RecordedEntry {
  readonly entry: NetworkEntry
  /** The page that it belongs to; null if the recording has no pages. */
  readonly page: string | null
}

/** What was read from a HAR. */
export interface Recording extends RecordedBy {
  /** All entries belong to one tab of a browser. */
  readonly isOneTab: boolean
  /** In the order of time. */
  readonly entries: readonly RecordedEntry[]
  readonly documents: readonly RecordedDocument[]
  /** All entries, with those that were left out. */
  readonly count: number
  readonly left: Pick<LeftOut, 'asset' | 'other' | 'unread'>
}
