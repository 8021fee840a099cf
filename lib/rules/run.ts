import { maxPageLength } from '@/lib/model/bounds'
import { cutText } from '@/lib/model/text-bound'
import type { Artefacts } from './artefacts'
import { severities } from './rule-severities'
import {
  severityOrder,
  bindingOf,
  type Binding,
  type RuleProfile,
  type Severity,
} from '@/lib/model/rule-profiles'
import { findingSeverities } from './finding-severities'
import { registry } from './registry'
import type { RuleId } from './rule-id'
import { notObserved, type CheckResult, type Rule } from './rule'
import type {
  ArtefactKind,
  Finding,
  MessagePart,
  RuleOutcome,
  RuleResult,
} from '@/lib/model/rule-result'

/** Runs every rule of an artefact that applies in the rule profile. A rule that throws gives a `crashed` result. */
export function judge<K extends ArtefactKind>(
  kind: K,
  artefact: Artefacts[K],
  profile: RuleProfile,
  of: MessagePart = 'message',
): readonly RuleResult[] {
  return boundRules(kind, profile).flatMap(
    ({ rule, binding }) => runRule(rule, artefact, binding, of) ?? [],
  )
}

interface BoundRule<K extends ArtefactKind> {
  readonly rule: Rule<RuleId, K>
  readonly binding: Binding
}

const bound = new Map<string, readonly unknown[]>()

/** The rules of an artefact that bind in a rule profile, computed once. */
function boundRules<K extends ArtefactKind>(
  kind: K,
  profile: RuleProfile,
): readonly BoundRule<K>[] {
  const name = `${kind} ${profile}`
  const rules = registry[kind] as unknown as readonly Rule<RuleId, K>[]
  const found =
    bound.get(name) ??
    rules.flatMap((rule) => {
      const binding = bindingOf(severities[rule.id], profile)
      return binding === null ? [] : [{ rule, binding }]
    })
  bound.set(name, found)
  return found as readonly BoundRule<K>[]
}

/** Results for a message that is only partly known: none of them is certain for the whole. */
export function notObservedIn(results: readonly RuleResult[]): readonly RuleResult[] {
  return results.map((result) => ({ ...result, outcome: 'not-observed', findings: [] }))
}

/** Runs one rule; undefined if it does not apply. */
export function runRule<K extends ArtefactKind>(
  rule: Rule<string, K>,
  artefact: Artefacts[K],
  binding: Binding,
  of: MessagePart = 'message',
): RuleResult | undefined {
  const response = attempt(() => rule.check(artefact))
  if (response === undefined) return undefined
  const { outcome } = response
  const findings = response.findings.map((each) => graded(each, rule.id, binding))
  return {
    id: rule.id,
    on: rule.on,
    of,
    about: rule.about,
    outcome,
    severity: worstFinding(findings, binding.severity),
    findings: keptFindings(findings).map(cutFinding),
    refs: rule.refs,
  }
}

/** Maximum findings of one rule. A message can have thousands of equal faults; the last finding counts the rest. */
const maxFindings = 20

function keptFindings(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= maxFindings) return findings
  const [first, ...rest] = findings.slice(maxFindings - 1)
  const isMilder = rest.every(({ severity }) => severity === first?.severity)
  const { code = '', severity } = (isMilder ? first : findings[0]) ?? {}
  const more = { code, seen: `… +${findings.length - maxFindings + 1}` }
  return [...findings.slice(0, maxFindings - 1), severity ? { ...more, severity } : more]
}

/** Shortens long evidence, because findings are shown and stored with their flow. */
function cutFinding({ seen, expected, ...rest }: Finding): Finding {
  return {
    ...rest,
    ...(seen === undefined ? {} : { seen: cutText(seen, maxPageLength) }),
    ...(expected === undefined ? {} : { expected: cutText(expected, maxPageLength) }),
  }
}

const rankOf = (severity: Severity) => severityOrder.indexOf(severity)

/** A finding with its own severity, if it is milder than the rule's. It is never worse. */
function graded(
  { severity, ...rest }: Finding,
  id: string,
  { spec, severity: ofRule }: Binding,
): Finding {
  const listed = findingSeverities[id as RuleId]?.[rest.code]
  const own = severity ?? (typeof listed === 'object' ? listed[spec] : listed)
  return own && rankOf(own) > rankOf(ofRule) ? { ...rest, severity: own } : rest
}

function worstFinding(findings: readonly Finding[], ofRule: Severity): Severity {
  const ranks = findings.map(({ severity }) => rankOf(severity ?? ofRule))
  return severityOrder[Math.min(...ranks)] ?? ofRule
}

function attempt(
  check: () => CheckResult,
): { outcome: RuleOutcome; findings: readonly Finding[] } | undefined {
  try {
    const result = check()
    if (result === undefined) return undefined
    if (result === notObserved) return { outcome: 'not-observed', findings: [] }
    return { outcome: result.length > 0 ? 'failed' : 'passed', findings: result }
  } catch (error) {
    return { outcome: 'crashed', findings: [{ code: 'crashed', seen: String(error) }] }
  }
}
