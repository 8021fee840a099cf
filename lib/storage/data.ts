import type { Flow } from '@/lib/flow/model/flow'
import type { LocalState, MetadataRecord, SessionState } from './state'

/** The state of the worker, read from storage whenever it starts. */
export interface Data extends SessionState, LocalState {
  /** Every stored flow. Any of them may still receive a message. */
  readonly live: readonly Flow[]
  readonly metadata: Readonly<Record<string, MetadataRecord>>
}
