import { severityOrder } from '@/lib/model/rule-profiles'
import type { Affected, Finding, RuleResult } from '@/lib/model/rule-result'
import { subjectOf } from '@/lib/model/finding-subject'
import { resultKey } from '@/lib/model/result-place'
import type { RuleId } from '@/lib/rules/rule-id'
import type { Cause, Findings } from './cause'
import { causes } from './causes'

/** A finding with the result that it belongs to. */
interface Found {
  readonly result: RuleResult
  readonly finding: Finding
}

const rankOf = ({ result, finding }: Found) =>
  severityOrder.indexOf(finding.severity ?? result.severity)

/** Each covered finding, and the one that covers it. */
type Covered = ReadonlyMap<Finding, Found>

/**
 * If several rules report the same cause, only the finding with the clearest verdict is kept; of a worse one
 * and a clearer one, the worse. It lists the others.
 */
export function oneFailurePerCause(results: readonly RuleResult[]): readonly RuleResult[] {
  const failed = results.filter(({ outcome }) => outcome === 'failed')
  if (failed.length === 0) return results
  const all = failed.flatMap((result) =>
    result.findings.map((finding): Found => ({ result, finding })),
  )
  // From the last consequence to the first cause, so that what explains a finding is still there.
  const covered = causes.reduceRight<Covered>((known, cause) => {
    const open = all.filter(({ finding }) => !known.has(finding))
    return withPairs(known, coveredBy(cause, open))
  }, new Map())
  const affected = affectedBy(all, covered)
  const ran = new Set(results.map(resultKey))
  return results.flatMap((result) =>
    leftOf(result, covered, (finding) => [
      ...(finding.affects ?? []).filter((each) => !ran.has(resultKey(each))),
      ...(affected.get(finding) ?? []).flatMap(affectedOf),
    ]),
  )
}

/** Adds pairs, unless a finding would explain itself: two rules may each be the cause of the other. */
function withPairs(
  known: Covered,
  pairs: readonly (readonly [covered: Finding, by: Found])[],
): Covered {
  const next = new Map(known)
  for (const [finding, by] of pairs) if (rootOf(by.finding, next) !== finding) next.set(finding, by)
  return next
}

/** The finding that is left of a cause. */
function rootOf(finding: Finding, covered: Covered): Finding {
  const by = covered.get(finding)
  return by ? rootOf(by.finding, covered) : finding
}

function coveredBy(
  cause: Cause,
  all: readonly Found[],
): readonly (readonly [covered: Finding, by: Found])[] {
  const primary = all.filter((found) => isAmong(found, cause.primary))
  if (primary.length === 0) return []
  const others = all.filter((found) => isAmong(found, cause.covers))
  return others.flatMap((other) => {
    const clearer = primary.filter(
      (each) => each.result !== other.result && shares(cause, each, other),
    )
    const [first] = clearer
    if (!first) return []
    const isWorse = clearer.every((each) => rankOf(each) > rankOf(other))
    return isWorse
      ? clearer.map(({ finding }) => [finding, other] as const)
      : [[other.finding, first] as const]
  })
}

/** The covered findings by the finding that is left of their cause. */
function affectedBy(all: readonly Found[], covered: Covered) {
  const others = all.filter(({ finding }) => covered.has(finding))
  return Map.groupBy(others, ({ finding }) => rootOf(finding, covered))
}

function isAmong({ result, finding }: Found, list: readonly Findings[]): boolean {
  return list.some(
    ([rule, ...codes]) =>
      rule === result.id && (codes.length === 0 || codes.includes(finding.code)),
  )
}

function shares({ sameSubject, acrossParts }: Cause, a: Found, b: Found): boolean {
  const isPart = acrossParts === true || partOf(a.result) === partOf(b.result)
  return isPart && (sameSubject === undefined || subjectIn(a) === subjectIn(b))
}

/** The JWT that is the whole body of a response is the same part as the response. */
function partOf({ of }: RuleResult): string {
  return of === 'body' ? 'message' : of
}

type Evidence = 'seen' | 'expected' | 'code'

/** Rules that are about several claims or parameters, and where their findings name the one. */
const naming: Partial<Record<RuleId, Evidence>> = {
  'ar-duplicate-params': 'seen',
  'ar-form-post-method': 'seen',
  'ar-params-for-type': 'expected',
  'az-duplicate-params': 'seen',
  'az-empty-params': 'seen',
  'az-jar-dup-params-fapi1': 'seen',
  'az-par-only-two-params': 'seen',
  'az-params-outside-ignored': 'seen',
  'az-sensitive-in-url': 'seen',
  'az-unknown-params': 'seen',
  'dpop-claims': 'seen',
  'fl-par-to-authorize': 'seen',
  'fl-scope-downgrade': 'seen',
  'idt-headers': 'seen',
  'idt-two-tokens-consistent': 'seen',
  'jarm-inner-params': 'seen',
  'jose-jku-x5u-jwk': 'code',
  'jose-nbf-iat-future': 'seen',
  'jose-numeric-date': 'seen',
  'jwks-alg-allowed': 'seen',
  'jwks-alg-consistent': 'seen',
  'jwks-ec-size': 'seen',
  'jwks-unusable-keys': 'seen',
  'par-params-complete': 'expected',
  'par-request-object-only': 'seen',
  'rf-id-token': 'seen',
  'ro-numeric-dates': 'seen',
  'ro-params-complete': 'expected',
  'ro-value-types': 'seen',
  'tr-token-entropy': 'seen',
}

/** The claim, member or parameter of a finding. */
function subjectIn({ result, finding }: Found): string {
  const evidence = naming[result.id as RuleId]
  if (evidence === undefined) return subjectOf(result, finding)
  const text = finding[evidence] ?? ''
  return text.split(':')[0] ?? text
}

/** A result with the findings that are left, each with those that follow from it; nothing if all are covered. */
function leftOf(
  result: RuleResult,
  covered: Covered,
  affectedFrom: (finding: Finding) => readonly Affected[],
): readonly RuleResult[] {
  if (result.outcome !== 'failed') return [result]
  const findings = result.findings.flatMap((finding): readonly Finding[] => {
    if (covered.has(finding)) return []
    const { affects: _, ...own } = finding
    const affects = affectedFrom(finding)
    return [affects.length > 0 ? { ...own, affects } : own]
  })
  if (findings.length === 0) return []
  const ranks = findings.map((finding) => rankOf({ result, finding }))
  return [{ ...result, findings, severity: severityOrder[Math.min(...ranks)] ?? result.severity }]
}

/** A covered finding, and what followed from it when the message was judged before. */
function affectedOf({ result: { id, of }, finding: { code, affects = [] } }: Found) {
  return [{ id, of, code }, ...affects]
}
