import type { ArtefactKind, Finding } from '@/lib/model/rule-result'
import type { Artefacts } from './artefacts'
import type { SpecRef } from '@/lib/model/spec-links'

/** The artefact is there, but what it must be compared with was never seen. */
export const notObserved = 'not-observed'

/** `undefined` is not applicable, `[]` is passed. How bad it is, the rule profile says. */
export type CheckResult = readonly Finding[] | typeof notObserved | undefined

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
