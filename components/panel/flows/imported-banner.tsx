import { Import } from 'lucide-react'
import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { formatMoment } from '@/components/ui/format'
import { Icon } from '@/components/ui/icon'
import { beginningOf } from '@/components/ui/long-text'
import type { Flow } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'

const modeTexts = {
  safe: 'panel.flows.imported_safe',
  complete: 'panel.flows.imported_complete',
} as const

/** Where an imported flow comes from, and what its verdicts are worth. */
export function ImportedBanner({ flow: { imported } }: { flow: Flow }) {
  const [now] = useState(Date.now)
  if (!imported) return null
  const { at, mode, by } = imported
  const origin = [formatMoment(at, now), beginningOf(by.parley), beginningOf(by.browser)]
  return (
    <Banner icon={<Icon of={Import} />} title={t('panel.flows.read_only')}>
      <p>{t('panel.flows.imported_from', origin as [string, string, string])}</p>
      <p>{t(modeTexts[mode])}</p>
    </Banner>
  )
}
