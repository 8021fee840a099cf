import { adviceText } from '@/components/ui/advice-text'
import { Button } from '@/components/ui/button'
import { StatusIcon } from '@/components/ui/icon'
import { outcomeText } from '@/components/ui/outcome-text'
import type { FlowSummary, Outcome } from '@/lib/flow/model/flow'
import { Prose } from '@/components/ui/prose'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'

/** Outcomes of a request that has ended without a response and is not just pending. */
const ends: ReadonlySet<Outcome> = new Set([
  'refused-at-server',
  'unreachable',
  'error-page',
  'page-failed',
  'tab-closed',
  'not-observable',
])

/** The newest flow of a request, if it ended without a response. */
export function useRequestEnd(storedRequestId: string): FlowSummary | null {
  const newest = useMirror(({ flows }) =>
    flows
      .filter((flow) => flow.storedRequestId === storedRequestId && flow.removedAt === undefined)
      .reduce<FlowSummary | null>(
        (last, flow) => (last && last.createdAt >= flow.createdAt ? last : flow),
        null,
      ),
  )
  return newest && ends.has(newest.outcome) ? newest : null
}

interface RequestEndProps {
  /** Null if its flow did not end. */
  readonly end: FlowSummary | null
  /** The request itself has expired, so the advice is to push a new one. */
  readonly expired: boolean
  readonly onInspect: (() => void) | null
}

/** Where the flow of a request ended at the server, and the first advice. */
export function RequestEnd({ end, expired, onInspect }: RequestEndProps) {
  if (!end || !onInspect) return null
  const { status, advice } = end
  return (
    <div className="req__end">
      <StatusIcon status={status} />
      <div className="grow wrap">
        <div>{outcomeText(end)}</div>
        {advice && !expired && (
          <div className="meta">
            <Prose>{adviceText(advice)}</Prose>
          </div>
        )}
      </div>
      <Button variant="link" tabIndex={-1} onClick={onInspect}>
        {t('popup.dock.inspect')}
      </Button>
    </div>
  )
}
