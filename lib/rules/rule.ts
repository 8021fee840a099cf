import type { ArtefactKind, Finding } from '@/lib/model/rule-result'
import type { Artefacts } from './artefacts'
import type { SpecRef } from '@/lib/model/spec-links'

/** The artefact was observed, but the value to compare it with was not. */
export const notObserved = 'not-observed'

/** `undefined` means not applicable, `[]` means passed. The severity comes from the rule profile. */
export type CheckResult = readonly Finding[] | typeof notObserved | undefined

export interface Rule<Id extends string = string, K extends ArtefactKind = ArtefactKind> {
  readonly id: Id
  readonly on: K
  /** The parameter, claim or metadata member that the rule is about. */
  readonly about: string
  readonly refs: readonly [SpecRef, ...SpecRef[]]
  readonly check: (artefact: Artefacts[K]) => CheckResult
}

/** Declares a rule. Its id keeps a literal type, so that a missing severity does not compile. */
export function defineRule<const Id extends string, K extends ArtefactKind>(
  rule: Rule<Id, K>,
): Rule<Id, K> {
  return rule
}
