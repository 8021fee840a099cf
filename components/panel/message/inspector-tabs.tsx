import { neighbourTab, Tabs } from '@/components/ui/tabs'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { tokensOf } from '@/lib/flow/read/message-tokens'
import { t } from '@/lib/i18n'
import { StatusCount, worstCounts } from './counts'

const inspectorTabs = ['message', 'jwt', 'checks', 'raw'] as const
export type InspectorTab = (typeof inspectorTabs)[number]

const labels = {
  message: 'panel.tabs.message',
  jwt: 'panel.tabs.jwt',
  checks: 'panel.tabs.checks',
  raw: 'panel.tabs.raw',
} as const

/** The tabs of a message. Without a JWT, the tab for it cannot be opened. */
function tabsOf(message: OAuthMessage) {
  const hasJwt = tokensOf(message).length > 0
  return inspectorTabs.map((value) => ({
    value,
    label: t(labels[value]),
    ...(value === 'jwt' && !hasJwt ? { off: t('panel.tabs.no_token') } : {}),
  }))
}

/** The tab `by` steps away that can be opened for a message, cyclically. */
export function nextTab(message: OAuthMessage, tab: InspectorTab, by: number): InspectorTab {
  return neighbourTab(tabsOf(message), tab, by)
}

interface InspectorTabsProps {
  readonly tab: InspectorTab
  readonly message: OAuthMessage
  readonly onTab: (tab: InspectorTab) => void
}

export function InspectorTabs({ tab, message, onTab }: InspectorTabsProps) {
  return (
    <Tabs
      name="inspector"
      label={t('panel.inspector')}
      value={tab}
      onTab={onTab}
      tabs={tabsOf(message).map((each) => ({
        ...each,
        after: each.value === 'checks' && <StatusCount counts={worstCounts(message)} />,
      }))}
    />
  )
}
