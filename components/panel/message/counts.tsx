import { Button } from '@/components/ui/button'
import { StatusIcon } from '@/components/ui/icon'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { RuleResult, Status } from '@/lib/model/rule-result'
import { statusOf } from '@/lib/model/status'
import { t } from '@/lib/i18n'
import { issuesOf } from '@/lib/flow/read/endpoint-response'

export interface Count {
  readonly status: Status
  readonly count: number
}

const order: readonly Status[] = ['fail', 'warn', 'info', 'pass', 'neutral']

/** The number of results with each status, failures first; without zero counts. */
function countsOf(results: readonly RuleResult[]): readonly Count[] {
  const statuses = results.map(statusOf)
  return order
    .map((status) => ({ status, count: statuses.filter((found) => found === status).length }))
    .filter(({ count }) => count > 0)
}

/** The same for messages. The issues of a conforming client count as failed. */
export function countsOfMessages(messages: readonly OAuthMessage[]): readonly Count[] {
  const counts = countsOf(messages.flatMap(({ results }) => results))
  const unusable = messages.flatMap(issuesOf).length
  if (unusable === 0) return counts
  const failed = counts.find(({ status }) => status === 'fail')?.count ?? 0
  return [
    { status: 'fail', count: failed + unusable },
    ...counts.filter(({ status }) => status !== 'fail'),
  ]
}

/** The counts that fit in a row: failures and warnings, or otherwise the worst. */
export function worstCounts(message: OAuthMessage): readonly Count[] {
  const counts = countsOfMessages([message])
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

/** The same as a button that shows the checks. */
export function StatusCountButton({ counts, onShow }: StatusCountProps & { onShow: () => void }) {
  if (counts.length === 0) return null
  return (
    <Button variant="quiet" title={t('panel.counts.show')} onClick={onShow}>
      <StatusCount counts={counts} />
    </Button>
  )
}
