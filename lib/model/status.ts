import type { RuleResult, Status } from './rule-result'

/** What is drawn for one result. */
export function statusOf(result: RuleResult): Status {
  if (result.outcome === 'failed') return result.severity
  return result.outcome === 'passed' ? 'pass' : 'neutral'
}

/** Worst first, as lists are sorted. */
export const statusOrder: readonly Status[] = ['fail', 'warn', 'pending', 'neutral', 'info', 'pass']

/** The worst status among results; undefined where there is none. */
export function worstOf(results: readonly RuleResult[]): Status | undefined {
  const found = new Set(results.map(statusOf))
  return statusOrder.find((status) => found.has(status))
}
