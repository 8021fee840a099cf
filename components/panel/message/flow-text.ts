import type { MatchReason } from '@/lib/model/match-reason'
import { t } from '@/lib/i18n'

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
