import { useRef, type KeyboardEvent } from 'react'
import type { OAuthMessage } from '@/lib/flow/model/message'
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

/** The tab `by` steps away, cyclically. */
export function neighbourTab(tab: InspectorTab, by: number, disabled: readonly InspectorTab[]) {
  const open = inspectorTabs.filter((each) => !disabled.includes(each))
  return open.at((open.indexOf(tab) + by) % open.length) ?? tab
}

interface InspectorTabsProps {
  tab: InspectorTab
  message: OAuthMessage
  disabled: readonly InspectorTab[]
  onTab: (tab: InspectorTab) => void
}

export function InspectorTabs({ tab, message, disabled, onTab }: InspectorTabsProps) {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = neighbourTab(tab, by, disabled)
    onTab(next)
    list.current?.querySelector<HTMLElement>(`#inspector-tab-${next}`)?.focus()
  }
  return (
    <div
      ref={list}
      className="tabs"
      role="tablist"
      tabIndex={-1}
      aria-label={t('panel.inspector')}
      onKeyDown={onKeyDown}
    >
      {inspectorTabs.map((each) => {
        const off = disabled.includes(each)
        return (
          <button
            key={each}
            id={`inspector-tab-${each}`}
            type="button"
            role="tab"
            className="tab"
            aria-selected={each === tab}
            aria-controls={each === tab ? 'inspector-panel' : undefined}
            aria-disabled={off || undefined}
            title={off ? t('panel.tabs.no_token') : undefined}
            tabIndex={each === tab ? 0 : -1}
            onClick={() => !off && onTab(each)}
          >
            {t(labels[each])}
            {each === 'checks' && <StatusCount counts={worstCounts(message)} />}
          </button>
        )
      })}
    </div>
  )
}
