import { StatusIcon } from '@/components/ui/icon'
import type { Inspection } from '@/components/connected/use-inspection'
import { t } from '@/lib/i18n'

/**
 * The progress or failure of an inspection, while nothing else is shown.
 */
export function InspectionState({ inspection }: { inspection: Inspection }) {
  const { slow, failed, retry } = inspection
  if (slow)
    return (
      <p className="note-line with-icon">
        <StatusIcon status="pending" />
        {t('panel.tokens.reading')}
      </p>
    )
  if (!failed) return null
  return (
    <p className="note-line with-icon" role="alert">
      <StatusIcon status="fail" />
      {t('panel.tokens.unread')}
      <button type="button" className="btn" onClick={retry}>
        {t('panel.retry')}
      </button>
    </p>
  )
}
