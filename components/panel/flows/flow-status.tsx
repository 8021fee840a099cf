import { HeldIcon, StatusIcon } from '@/components/ui/icon'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'

/** The worst status of a flow. For a flow without problems, a held response is more important. */
export function FlowStatus({ flow }: { flow: FlowSummary }) {
  const isBad = flow.status === 'fail' || flow.status === 'warn'
  if (flow.outcome === 'held' && !isBad) return <HeldIcon label={t('panel.flows.held')} />
  return <StatusIcon status={flow.status} />
}
