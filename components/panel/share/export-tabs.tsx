import { useRef, type KeyboardEvent } from 'react'
import { t } from '@/lib/i18n'

const tabs = ['preview', 'replaced', 'check'] as const
export type ExportTab = (typeof tabs)[number]

const labels = {
  preview: 'panel.share.preview',
  replaced: 'panel.share.replaced_tab',
  check: 'panel.share.check_tab',
} as const

interface ExportTabsProps {
  readonly tab: ExportTab
  readonly onTab: (tab: ExportTab) => void
  /** Null where nothing is counted. */
  readonly counts: Readonly<Record<ExportTab, number | null>>
}

export function ExportTabs({ tab, onTab, counts }: ExportTabsProps) {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = tabs.at((tabs.indexOf(tab) + by) % tabs.length) ?? tab
    onTab(next)
    list.current?.querySelector<HTMLElement>(`#export-tab-${next}`)?.focus()
  }
  return (
    <div className="bar xport__tabs">
      <div
        ref={list}
        className="tabs"
        role="tablist"
        tabIndex={-1}
        aria-label={t('panel.share.export')}
        onKeyDown={onKeyDown}
      >
        {tabs.map((each) => (
          <button
            key={each}
            id={`export-tab-${each}`}
            type="button"
            role="tab"
            className="tab"
            aria-selected={each === tab}
            aria-controls={each === tab ? 'export-panel' : undefined}
            tabIndex={each === tab ? 0 : -1}
            onClick={() => onTab(each)}
          >
            {t(labels[each])}
            {counts[each] !== null && <span className="num meta">{counts[each]}</span>}
          </button>
        ))}
      </div>
    </div>
  )
}
