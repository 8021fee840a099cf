import type { ProbePage } from '@/lib/oauth/probes/run'
import type { CommandResult } from './command-result'

/** The commands of negative tests. Each is refused unless the issuer is marked as a test system. */
export interface ProbeCommands {
  /** Marks the issuer of a profile as a test system, or removes the mark. */
  profileTestSystem(data: { id: string; on: boolean }): void
  /** Runs negative tests, or those of their steps that are listed, one request a second. Resolves when none is left to send. */
  probesRun(data: { profileId: string; steps: readonly string[] }): CommandResult<object>
  /** Ends a run after the request that is under way. The rest can be continued. */
  probesStop(data: { profileId: string }): void
  /** Continues a run that was stopped. */
  probesContinue(data: { profileId: string }): CommandResult<object>
  /** Opens the page of a step that needs the browser, after its baseline. */
  probeOpen(data: { profileId: string; step: string }): CommandResult<object>
  /** Says what the page of a step shows. */
  probeMark(data: { profileId: string; step: string; page: ProbePage }): void
}
