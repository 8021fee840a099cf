import type { RuleResult, Status } from './rule-result'

/** The status shown for one result. */
export function statusOf(result: RuleResult): Status {
  if (result.outcome === 'failed') return result.severity
  return result.outcome === 'passed' ? 'pass' : 'neutral'
}

/** The order of lists: the worst first. */
export const statusOrder: readonly Status[] = ['fail', 'warn', 'pending', 'neutral', 'info', 'pass']

/** The worst status among results; undefined for an empty list. */
export function worstOf(results: readonly RuleResult[]): Status | undefined {
  const found = new Set(results.map(statusOf))
  return statusOrder.find((status) => found.has(status))
}
