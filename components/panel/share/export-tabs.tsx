import { Tabs } from '@/components/ui/tabs'
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
  return (
    <div className="bar xport__tabs">
      <Tabs
        name="export"
        label={t('panel.share.export')}
        value={tab}
        onTab={onTab}
        tabs={tabs.map((value) => ({
          value,
          label: t(labels[value]),
          after: counts[value] !== null && <span className="num meta">{counts[value]}</span>,
        }))}
      />
    </div>
  )
}
