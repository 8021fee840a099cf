import type { Severity } from './rule-profiles'
import type { SpecRef } from './spec-links'

/** One thing that does not hold: `code` names its sentence in the locale, the rest is evidence. */
export interface Finding {
  readonly code: string
  readonly seen?: string
  readonly expected?: string
  /** Where this one is milder than what the rule profile says of the rule; never worse. */
  readonly severity?: Severity
}

export type RuleOutcome = 'passed' | 'failed' | 'not-observed' | 'crashed'

/** What one rule said of one artefact. A rule that does not apply leaves no result. */
export interface RuleResult {
  readonly id: string
  readonly about: string
  readonly outcome: RuleOutcome
  /** How bad it is where it failed: its worst finding, by the rule profile that it was judged by. */
  readonly severity: Severity
  readonly findings: readonly Finding[]
  readonly refs: readonly SpecRef[]
}

/** The statuses that the screens draw. */
export type Status = 'fail' | 'warn' | 'neutral' | 'info' | 'pass' | 'pending'
