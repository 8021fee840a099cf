import type { Flow } from '@/lib/flow/model/flow'
import type { LocalState, MetadataRecord, SessionState } from './state'

/** What the worker knows, read again from storage whenever it starts. */
export interface Data extends SessionState, LocalState {
  /** Every flow that is kept: any of them may still get a message. */
  readonly live: readonly Flow[]
  readonly metadata: Readonly<Record<string, MetadataRecord>>
}
