import { useState } from 'react'
import { LateNote } from '@/components/ui/late-note'
import { keyed } from '@/components/ui/keyed'
import { defaultRedaction, type ShareMode } from '@/lib/share/redact'
import type { FormatId } from '@/lib/share/formats'
import { t } from '@/lib/i18n'
import { ExportCheck } from './export-check'
import { ExportFoot } from './export-foot'
import { ExportPreview } from './export-preview'
import { ExportReplaced } from './export-replaced'
import { ExportSettings } from './export-settings'
import { ReceiptLine } from './receipt-line'
import { shareFile } from './share-file'
import { Task } from './task'
import { useShared } from './use-share'

export interface ExportPaneProps {
  readonly ids: readonly string[]
  /** The name of the flow, or how many flows there are. */
  readonly name: string
  readonly format: FormatId
  readonly onFormat: (format: FormatId) => void
  readonly onClose: () => void
}

type Tab = 'preview' | 'replaced' | 'check'

/** What leaves Parley, before it leaves. */
export function ExportPane({ ids, name, format, onFormat, onClose }: ExportPaneProps) {
  const [mode, setMode] = useState<ShareMode>('safe')
  const [options, setOptions] = useState(defaultRedaction)
  const [tab, setTab] = useState<Tab>('preview')
  const shared = useShared(ids, options)
  const file = shared && shareFile({ shared, mode, format, name })
  return (
    <Task title={t('panel.share.export')} about={name} onClose={onClose}>
      <div className="xport">
        <ExportSettings
          {...{ format, onFormat, mode, options }}
          onMode={setMode}
          onOptions={setOptions}
        />
        <div className="xport__view">
          {shared && file ? (
            <>
              <Tabs
                tab={tab}
                onTab={setTab}
                counts={{
                  preview: null,
                  replaced: shared.redacted.receipt.reduce((sum, row) => sum + row.values, 0),
                  check: shared.redacted.unknown.length,
                }}
              />
              <ReceiptLine receipt={shared.redacted.receipt} mode={mode} />
              {tab === 'preview' && <ExportPreview file={file} receipt={shared.redacted.receipt} />}
              {tab === 'replaced' && <ExportReplaced receipt={shared.redacted.receipt} />}
              {tab === 'check' && (
                <ExportCheck
                  unknown={shared.redacted.unknown}
                  options={options}
                  onOptions={setOptions}
                />
              )}
              <ExportFoot file={file} mode={mode} onSafe={() => setMode('safe')} />
            </>
          ) : (
            <LateNote>{t('panel.share.preparing')}</LateNote>
          )}
        </div>
      </div>
    </Task>
  )
}

const tabs: readonly Tab[] = ['preview', 'replaced', 'check']

interface TabsProps {
  readonly tab: Tab
  readonly onTab: (tab: Tab) => void
  readonly counts: Readonly<Record<Tab, number | null>>
}
