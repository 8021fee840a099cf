import type { RuleResult, Status } from './rule-result'

/** The status shown for one result. */
export function statusOf(result: RuleResult): Status {
  if (result.outcome === 'failed') return result.severity
  return result.outcome === 'passed' ? 'pass' : 'neutral'
}

/** The worst first. A check that was not run comes last: it must not hide the result of one that was. */
export const statusOrder: readonly Status[] = ['fail', 'warn', 'pending', 'info', 'pass', 'neutral']

/** The worst status among results; undefined for an empty list. */
export function worstOf(results: readonly RuleResult[]): Status | undefined {
  const found = new Set(results.map(statusOf))
  return statusOrder.find((status) => found.has(status))
}
