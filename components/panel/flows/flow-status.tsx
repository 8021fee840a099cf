import { HeldIcon, StatusIcon } from '@/components/ui/icon'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'

/** The worst of a flow; that its response is held says more than that nothing is wrong with it. */
export function FlowStatus({ flow }: { flow: FlowSummary }) {
  const isBad = flow.status === 'fail' || flow.status === 'warn'
  if (flow.outcome === 'held' && !isBad) return <HeldIcon label={t('panel.flows.held')} />
  return <StatusIcon status={flow.status} />
}
