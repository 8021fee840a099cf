import type { ArtefactKind } from '@/lib/model/rule-result'
import {
  bindingOf,
  ruleProfileNames,
  type FindingSeverity,
  type Severity,
  type SeverityRow,
} from '@/lib/model/rule-profiles'
import type { SpecRef } from '@/lib/model/spec-links'
import type { RuleId } from '@/lib/rules/rule-id'
import { severities } from '@/lib/rules/rule-severities'
import data from './rules.json'

/** A finding of a rule. Without a severity of its own, it has that of the rule. */
export interface RuleFinding {
  readonly code: string
  /** For every specification, or for those where the finding is milder. */
  readonly severity?: FindingSeverity
}

/** What a rule checks, for people. Its title and the texts of its findings are in the locale. */
export interface RulePage {
  readonly id: RuleId
  readonly on: ArtefactKind
  /** The parameter, claim or member that it is about. */
  readonly about: string
  readonly refs: readonly SpecRef[]
  readonly severity: SeverityRow
  readonly findings: readonly RuleFinding[]
  readonly good: string
  readonly bad: string
  /** What must have been observed, besides the artefact. */
  readonly needs: readonly string[]
  /** Who can correct a failure. */
  readonly owner: string
  /** Condition classes of the OpenID conformance suite. */
  readonly oidf: readonly string[]
  /** Test modules of the OpenID conformance suite. */
  readonly modules: readonly string[]
}

type RuleData = Omit<RulePage, 'id' | 'severity'>

/** A rule without data does not compile: `npx vitest run --project unit tests/rules -u` adds it. */
const facts = data satisfies Record<RuleId, unknown> as unknown as Record<RuleId, RuleData>

/** Every rule, in the order of the registry. */
export const rulePages: readonly RulePage[] = (Object.keys(facts) as RuleId[]).map((id) => ({
  id,
  severity: severities[id],
  ...facts[id],
}))

/** Every rule profile, in the order of its table. */
export const profileIds = ruleProfileNames

/** The severity of a rule in a rule profile, and where it is from; null if the rule does not run. */
export const decisionOf = bindingOf

export type Decision = NonNullable<ReturnType<typeof bindingOf>>

/** The severity of a finding, where its rule has a given one. */
export function findingSeverity(
  { severity: own }: RuleFinding,
  { severity, spec }: Decision,
): Severity {
  if (own === undefined || typeof own === 'string') return own ?? severity
  return own[spec] ?? severity
}
