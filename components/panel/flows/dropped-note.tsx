import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'

/** The number of flows that are missing in the list because there was no space for them. */
export function DroppedNote() {
  const { own, thirdParty } = useMirror((state) => state.dropped)
  if (own + thirdParty === 0) return null
  return (
    <div className="lfoot meta" role="status">
      {own > 0 && <p>{t('panel.flows.dropped_own', own)}</p>}
      {thirdParty > 0 && <p>{t('panel.flows.dropped_third_party', thirdParty)}</p>}
    </div>
  )
}
