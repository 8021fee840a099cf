import { defenceLine } from '@/components/ui/defence-text'
import { hostOf } from '@/components/ui/format'
import { outcomeText } from '@/components/ui/outcome-text'
import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import type { MatchReason } from '@/lib/model/match-reason'
import { t } from '@/lib/i18n'

/** The outcome, and the number of failed checks. */
export function outcomeLine(flow: FlowSummary): string {
  const { failed, warned } = flow
  return [
    outcomeText(flow),
    ...(flow.defences ?? []).map(defenceLine),
    ...(failed > 0 ? [t('panel.flows.failed', failed)] : []),
    ...(failed === 0 && warned > 0 ? [t('panel.flows.warned', warned)] : []),
  ].join(', ')
}

export function flowHost({ issuer }: Pick<Flow, 'issuer'>): string {
  return issuer ? hostOf(issuer) : t('panel.flows.unknown_issuer')
}

/** Whether a flow matches the filter text: host, client_id, outcome, error code. */
export function matchesFilter(flow: FlowSummary, filter: string): boolean {
  const wanted = filter.trim().toLowerCase()
  if (wanted === '') return true
  const text = [flowHost(flow), flow.issuer, flow.clientId, outcomeLine(flow), flow.error]
  return text.join('\n').toLowerCase().includes(wanted)
}

const reasons = {
  sent: 'panel.matched.sent',
  opened: 'panel.matched.opened',
  request_uri: 'panel.matched.request_uri',
  endpoint: 'panel.matched.endpoint',
  shape: 'panel.matched.shape',
  state: 'panel.matched.state',
  'redirect-chain': 'panel.matched.redirect_chain',
  client: 'panel.matched.client',
  tab: 'panel.matched.tab',
  opener: 'panel.matched.opener',
  devtools: 'panel.matched.devtools',
  unsolicited: 'panel.matched.unsolicited',
  pasted: 'panel.matched.pasted',
} as const

export function matchText(reason: MatchReason): string {
  return t(reasons[reason])
}
