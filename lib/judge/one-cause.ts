import { statusOf, statusOrder } from '@/lib/model/status'
import type { RuleResult } from '@/lib/model/rule-result'
import type { RuleId } from '@/lib/rules/rule-id'

interface SharedCause {
  /** The finding that these rules share. */
  readonly code: string
  /** The rule with the clearest verdict comes first. */
  readonly rules: readonly RuleId[]
}

/** Rules that fail for the same reason: one failure is enough. */
const sharedCauses: readonly SharedCause[] = [
  { code: 'expired', rules: ['idt-exp', 'jarm-exp', 'at-exp', 'jose-exp-passed'] },
]

/**
 * If several rules have the same finding for one part of a message, only the worst result is kept.
 */
export function oneFailurePerCause(results: readonly RuleResult[]): readonly RuleResult[] {
  const dropped = new Set(sharedCauses.flatMap((cause) => surplus(results, cause)))
  return dropped.size === 0 ? results : results.filter((result) => !dropped.has(result))
}

function surplus(
  results: readonly RuleResult[],
  { code, rules }: SharedCause,
): readonly RuleResult[] {
  const rank = (result: RuleResult) => [
    statusOrder.indexOf(statusOf(result)),
    rules.findIndex((id) => id === result.id),
  ]
  const failed = results.filter(
    ({ id, findings }) =>
      rules.some((rule) => rule === id) && findings.length === 1 && findings[0]?.code === code,
  )
  const parts = Map.groupBy(failed, ({ of }) => of)
  return [...parts.values()].flatMap((same) =>
    same
      .toSorted((a, b) => {
        const [[statusA = 0, ruleA = 0], [statusB = 0, ruleB = 0]] = [rank(a), rank(b)]
        return statusA - statusB || ruleA - ruleB
      })
      .slice(1),
  )
}
