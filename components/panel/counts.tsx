import { StatusIcon } from '@/components/ui/icon'
import type { RuleResult, Status } from '@/lib/rules/rule'
import { statusOf } from '@/lib/rules/status'

export interface Count {
  readonly status: Status
  readonly count: number
}

const order: readonly Status[] = ['fail', 'warn', 'info', 'pass', 'neutral']

/** How many results have each status, failures first; statuses that none has are left out. */
export function countsOf(results: readonly RuleResult[]): readonly Count[] {
  const statuses = results.map(statusOf)
  return order
    .map((status) => ({ status, count: statuses.filter((found) => found === status).length }))
    .filter(({ count }) => count > 0)
}

/** What a row has room for: failures and warnings, or else what is worst. */
export function worstCounts(results: readonly RuleResult[]): readonly Count[] {
  const counts = countsOf(results)
  const bad = counts.filter(({ status }) => status === 'fail' || status === 'warn')
  return bad.length > 0 ? bad : counts.slice(0, 1)
}

interface StatusCountProps {
  counts: readonly Count[]
}

export function StatusCount({ counts }: StatusCountProps) {
  return (
    <span className="counts">
      {counts.map(({ status, count }) => (
        <span key={status} className={`count count--${status}`}>
          <StatusIcon status={status} />
          <span>{count}</span>
        </span>
      ))}
    </span>
  )
}
