import { SetupForm } from '@/components/profile/setup-form'
import type { Typed } from '@/components/profile/profile-changes'
import { useSetup } from '@/components/profile/use-setup'
import { useSample } from '@/components/connected/use-sample'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Button } from '@/components/ui/button'
import { t } from '@/lib/i18n'

interface ProfileSetupProps {
  readonly typed: Typed
  readonly onEdit: (change: (typed: Typed) => Typed) => void
  /** The form was typed in a popup or tab that has closed. */
  readonly isRestored: boolean
  /** Null in the first run, which has no previous screen. */
  readonly onCancel: (() => void) | null
  readonly onDone: () => void
  /** Continues in a tab, which stays open while the user gets something from a different window. */
  readonly onTab: () => void
}

export function ProfileSetup(props: ProfileSetupProps) {
  const { typed, onEdit, isRestored, onCancel, onDone, onTab } = props
  const setup = useSetup({ typed, onEdit, onDone })
  const sample = useSample()
  return (
    <SetupForm
      setup={setup}
      title={t(onCancel ? 'popup.setup.title_new' : 'popup.setup.title')}
      isRestored={isRestored}
      below={
        onCancel === null && (
          <p className="meta setup__or">
            {t('popup.setup.or')}{' '}
            <button type="button" className="btn btn--link" onClick={onTab}>
              {t('popup.setup.import')}
            </button>{' '}
            <button type="button" className="btn btn--link" onClick={sample.open}>
              {t('ui.need.sample')}
            </button>
            <IssueNotes issues={sample.issues} />
          </p>
        )
      }
      end={
        <>
          {onCancel && <Button onClick={onCancel}>{t('popup.cancel')}</Button>}
          <Button variant="quiet" onClick={onTab}>
            {t('popup.setup.in_tab')}
          </Button>
        </>
      }
    />
  )
}
