import { Bookmark, Import } from 'lucide-react'
import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { formatMoment } from '@/components/ui/format'
import { Icon } from '@/components/ui/icon'
import { beginningOf } from '@/components/ui/long-text'
import type { Flow, FlowImport } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'

const importedTexts = {
  from: 'panel.flows.imported_from',
  safe: 'panel.flows.imported_safe',
  complete: 'panel.flows.imported_complete',
} as const

const keptTexts = {
  from: 'panel.flows.kept_from',
  safe: 'panel.flows.kept_safe',
  complete: 'panel.flows.kept_complete',
} as const

function recorderOf(by: FlowImport['by']): string {
  if ('tool' in by) return by.tool || t('panel.flows.unknown_tool')
  return t('panel.flows.parley_in', [by.parley, by.browser])
}

/** Where a read-only flow comes from, and what its verdicts are worth. */
export function ImportedBanner({ flow: { imported } }: { flow: Flow }) {
  const [now] = useState(Date.now)
  if (!imported) return null
  const { at, mode, file, by, own } = imported
  const texts = own ? keptTexts : importedTexts
  return (
    <Banner icon={<Icon of={own ? Bookmark : Import} />} title={t('panel.flows.read_only')}>
      <p>
        {file !== undefined && <span className="mono">{beginningOf(file)} </span>}
        {t(texts.from, [formatMoment(at, now), beginningOf(recorderOf(by))])}
      </p>
      <p>{t('tool' in by ? 'panel.flows.imported_recording' : texts[mode])}</p>
    </Banner>
  )
}
