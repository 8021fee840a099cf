import type { Artefacts } from '@/lib/rules/artefacts'
import type { ArtefactKind } from '@/lib/model/rule-result'

/** What one rule must say of artefacts made for it; at least one of each, `failed` with its finding code. */
export interface RuleFixtures<K extends ArtefactKind> {
  readonly passed: readonly [Artefacts[K], ...Artefacts[K][]]
  readonly failed: readonly [
    readonly [code: string, artefact: Artefacts[K]],
    ...(readonly [code: string, artefact: Artefacts[K]])[],
  ]
  readonly notApplicable: readonly [Artefacts[K], ...Artefacts[K][]]
  readonly notObserved?: readonly Artefacts[K][]
}

/** The fixtures of every rule of an artefact, by rule id. */
export type Fixtures<K extends ArtefactKind> = Readonly<Record<string, RuleFixtures<K>>>
