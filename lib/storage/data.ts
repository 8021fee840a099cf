import type { FlowFacts } from '@/lib/flow/model/flow-facts'
import type { LocalState, MetadataRecord, SessionState } from './state'

/** The state of the worker, read from storage whenever it starts. The flows themselves are read when needed. */
export interface Data extends SessionState, LocalState {
  /** The index entry of every stored flow, by id. Any of them may still receive a message. */
  readonly facts: ReadonlyMap<string, FlowFacts>
  readonly metadata: Readonly<Record<string, MetadataRecord>>
}
