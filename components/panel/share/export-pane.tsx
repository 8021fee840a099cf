import { useMemo, useState } from 'react'
import { LateNote } from '@/components/ui/late-note'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import type { Content } from '@/lib/share/contents'
import { formats, type FormatId } from '@/lib/share/formats'
import type { ShareMode } from '@/lib/share/redact'
import type { UnknownValue } from '@/lib/share/redaction-table'
import { useHost } from '@/lib/state/host'
import { ExportCheck } from './export-check'
import { ExportFoot } from './export-foot'
import { ExportPreview } from './export-preview'
import { ExportReplaced } from './export-replaced'
import { ExportSettings } from './export-settings'
import { ExportTabs, type ExportTab } from './export-tabs'
import { countOf, ReceiptLine } from './receipt-line'
import { shareFile, shareName } from './share-file'
import { Task } from './task'
import { useShared, type Shared } from './use-share'

interface ExportPaneProps {
  readonly rows: readonly FlowSummary[]
  readonly onClose: () => void
}

/** What leaves Parley, shown before it leaves. */
export function ExportPane({ rows, onClose }: ExportPaneProps) {
  const [format, setFormat] = useState<FormatId>('flow_file')
  const [mode, setMode] = useState<ShareMode>('safe')
  const [keepsPersonal, setKeepsPersonal] = useState(false)
  const [left, setLeft] = useState<ReadonlySet<Content>>(new Set())
  const [kept, setKept] = useState<readonly UnknownValue[]>([])
  const options = useMemo(
    () => ({ keepsPersonal, kept: new Set(kept.map(({ value }) => value)) }),
    [keepsPersonal, kept],
  )
  const ids = useMemo(() => rows.map(({ id }) => id), [rows])
  const shared = useShared(ids, options)
  const written = rows.length > 1 && !formats[format].holdsMany ? 'flow_file' : format
  return (
    <Task title={t('panel.share.export')} about={shareName(rows)} onClose={onClose}>
      <div className="xport">
        <ExportSettings
          format={written}
          onFormat={setFormat}
          count={rows.length}
          {...{ mode, keepsPersonal, left }}
          onLeft={setLeft}
          onMode={setMode}
          onPersonal={setKeepsPersonal}
        />
        <div className="xport__view">
          {shared ? (
            <View
              format={written}
              {...{ shared, rows, mode, kept, left }}
              onMode={setMode}
              onKept={setKept}
            />
          ) : (
            <LateNote>{t('panel.share.preparing')}</LateNote>
          )}
        </div>
      </div>
    </Task>
  )
}

interface ViewProps {
  readonly shared: Shared
  readonly rows: readonly FlowSummary[]
  readonly format: FormatId
  readonly mode: ShareMode
  readonly kept: readonly UnknownValue[]
  readonly left: ReadonlySet<Content>
  readonly onMode: (mode: ShareMode) => void
  readonly onKept: (kept: readonly UnknownValue[]) => void
}

function View({ shared, rows, format, mode, kept, left, onMode, onKept }: ViewProps) {
  const [tab, setTab] = useState<ExportTab>('preview')
  const host = useHost()
  const [now] = useState(Date.now)
  const file = useMemo(
    () => shareFile({ shared, rows, mode, format, left, host, now }),
    [shared, rows, mode, format, left, host, now],
  )
  const { receipt, unknown } = shared.redacted
  const isSafe = mode === 'safe'
  const replaced = isSafe ? receipt : []
  return (
    <>
      <ExportTabs
        tab={tab}
        onTab={setTab}
        counts={{
          preview: null,
          replaced: countOf(replaced, 'secret', 'unknown', 'personal'),
          check: isSafe ? unknown.length : 0,
        }}
      />
      <ReceiptLine receipt={receipt} mode={mode} />
      <div
        id="export-panel"
        className="xport__panel"
        role="tabpanel"
        aria-labelledby={`export-tab-${tab}`}
      >
        {tab === 'preview' && <ExportPreview file={file} receipt={replaced} />}
        {tab === 'replaced' && <ExportReplaced receipt={replaced} />}
        {tab === 'check' && <ExportCheck unknown={isSafe ? unknown : []} {...{ kept, onKept }} />}
      </div>
      <ExportFoot {...{ file, format, receipt, isSafe }} onSafe={() => onMode('safe')} />
    </>
  )
}
