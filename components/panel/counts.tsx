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

interface StatusCountProps {
  results: readonly RuleResult[]
  /** How many statuses are shown at most. */
  most?: number
}

export function StatusCount({ results, most = order.length }: StatusCountProps) {
  return (
    <span className="counts">
      {countsOf(results)
        .slice(0, most)
        .map(({ status, count }) => (
          <span key={status} className={`count count--${status}`}>
            <StatusIcon status={status} />
            <span>{count}</span>
          </span>
        ))}
    </span>
  )
}
