import { HeldIcon, statusName, StatusIcon } from '@/components/ui/icon'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'

/** For a flow without problems, a held response is more important. */
function isHeldOnly({ status, outcome }: FlowSummary): boolean {
  return outcome === 'held' && status !== 'fail' && status !== 'warn'
}

export function flowStatusText(flow: FlowSummary): string {
  return isHeldOnly(flow) ? t('panel.flows.held') : statusName(flow.status)
}

/** The worst status of a flow. */
export function FlowStatus({ flow }: { flow: FlowSummary }) {
  if (isHeldOnly(flow)) return <HeldIcon label={t('panel.flows.held')} />
  return <StatusIcon status={flow.status} />
}
