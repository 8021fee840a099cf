import type { Flow, FlowKeep } from '@/lib/flow/model/flow'
import type { FlowUse } from '@/lib/flow/reduce/flow-budget'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { CommandResult } from './command-result'
import type { KeptUse } from './views'

/** The commands that read and change stored flows, and send nothing. */
export interface FlowCommands {
  /** A flow, for a page that cannot read it from the browser's database; null if it is gone. */
  flowRead(data: { id: string }): Flow | null
  /** Names a flow; an empty name brings the automatic one back. */
  flowRename(data: { id: string; name: string }): void
  /** Pins a flow to the top of the list, and keeps it without secrets if it may be kept. */
  flowPin(data: { id: string; on: boolean }): CommandResult<object>
  /** Writes a note about a flow, and keeps it in the same way; an empty note removes it. */
  flowNote(data: { id: string; text: string }): CommandResult<object>
  /** Keeps flows beyond the browser session, without secrets or with them; null ends that. */
  flowsKeep(data: { ids: readonly string[]; mode: FlowKeep['mode'] | null }): CommandResult<object>
  /** Judges a flow under different rules, from what is stored. Nothing is sent. */
  flowJudge(data: { id: string; ruleProfile: RuleProfile }): CommandResult<object>
  /** Removes flows together. They can be restored for a minute. */
  flowsRemove(data: { ids: readonly string[] }): void
  flowsRestore(data: { ids: readonly string[] }): void
  /** Removes all flows that are not kept. */
  flowsClear(): void
  /** How many flows are stored, and how many may be. */
  flowUse(): FlowUse & KeptUse
}
