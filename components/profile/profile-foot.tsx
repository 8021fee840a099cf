import { Button } from '@/components/ui/button'
import { StatusIcon } from '@/components/ui/icon'
import { t } from '@/lib/i18n'

interface ProfileFootProps {
  /** The names of the unsaved fields. */
  changed: readonly string[]
  /** They were typed on a page that has closed. */
  isRestored: boolean
  /** The background did not respond to saving. */
  saveFailed: boolean
  onRevert: () => void
  onDuplicate: () => void
  onRemove: () => void
}

/** The unsaved changes, and the actions on the profile. */
export function ProfileFoot(props: ProfileFootProps) {
  const { changed, isRestored, saveFailed, onRevert, onDuplicate, onRemove } = props
  const isSaved = changed.length === 0
  return (
    <div className="bar bar--foot profile-foot">
      <Button type="submit" variant="primary" disabled={isSaved}>
        {t('panel.profiles.save')}
      </Button>
      <Button disabled={isSaved} onClick={onRevert}>
        {t('panel.profiles.revert')}
      </Button>
      <span className="meta grow cut with-icon" title={changed.join(', ')}>
        {saveFailed && <StatusIcon status="fail" />}
        <span className="cut">{text(saveFailed, isRestored, changed)}</span>
      </span>
      <Button
        variant="quiet"
        disabled={!isSaved}
        title={isSaved ? undefined : t('panel.profiles.duplicate_saved')}
        onClick={onDuplicate}
      >
        {t('panel.profiles.duplicate')}
      </Button>
      <Button variant="quiet" className="btn--danger" onClick={onRemove}>
        {t('panel.profiles.delete')}
      </Button>
    </div>
  )
}

function text(saveFailed: boolean, isRestored: boolean, changed: readonly string[]): string {
  if (saveFailed) return t('panel.profiles.not_saved')
  if (changed.length === 0) return t('panel.profiles.saved')
  return t(isRestored ? 'panel.profiles.restored' : 'panel.profiles.unsaved', [changed.join(', ')])
}
