import type { Artefacts } from './artefacts'
import type { Severity } from './profiles'
import type { SpecRef } from './spec-links'

/** One thing that does not hold: `code` names its sentence in the locale, the rest is evidence. */
export interface Finding {
  readonly code: string
  readonly seen?: string
  readonly expected?: string
  /** Where this one is milder than what the rule profile says of the rule; never worse. */
  readonly severity?: Severity
}

/** The artefact is there, but what it must be compared with was never seen. */
export const notObserved = 'not-observed'

/** `undefined` is not applicable, `[]` is passed. How bad it is, the rule profile says. */
export type CheckResult = readonly Finding[] | typeof notObserved | undefined

export type ArtefactKind = keyof Artefacts

export interface Rule<Id extends string = string, K extends ArtefactKind = ArtefactKind> {
  readonly id: Id
  readonly on: K
  /** The parameter, claim or metadata field that it is about. */
  readonly about: string
  readonly refs: readonly [SpecRef, ...SpecRef[]]
  readonly check: (artefact: Artefacts[K]) => CheckResult
}

/** Declares a rule; its id stays a literal type, so that a missing severity row does not compile. */
export function defineRule<const Id extends string, K extends ArtefactKind>(
  rule: Rule<Id, K>,
): Rule<Id, K> {
  return rule
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
