import { useState } from 'react'
import { Download, Plus, Upload } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { ProfileEditor } from './profile-editor'
import { ProfileExport } from './profile-export'
import { ProfileImport } from './profile-import'
import { ProfileList } from './profile-list'
import { ProfilePicker } from './profile-picker'
import { useProfileDrafts } from './profile-drafts'
import { RegisterNew, RegisterOffer } from './register/register-new'
import { RegisterUpdate } from './register/register-update'
import { SetupAside } from './setup-aside'
import { SetupForm } from './setup-form'
import { useSetup } from './use-setup'

interface ProfilesScreenProps {
  readonly onScreen: (screen: 'server' | 'tokens') => void
}

export function ProfilesScreen({ onScreen }: ProfilesScreenProps) {
  const [dialog, setDialog] = useState<'export' | 'import' | null>(null)
  const drafts = useProfileDrafts()
  const { live, draftKey, profile, saved, typed, isRestored, choose, edit, discard } = drafts
  const { create, done } = drafts
  const remove = () => {
    discard()
    choose(null)
    if (profile) void command('profileRemove', { id: profile.id })
  }
  const bar = (
    <>
      <IconButton label={t('panel.import.title')} onClick={() => setDialog('import')}>
        <Icon of={Upload} />
      </IconButton>
      {live.length > 0 && (
        <IconButton label={t('panel.export.title')} onClick={() => setDialog('export')}>
          <Icon of={Download} />
        </IconButton>
      )}
      <IconButton label={t('panel.profiles.new')} onClick={create}>
        <Icon of={Plus} />
      </IconButton>
    </>
  )
  const dialogs = (
    <>
      {dialog === 'export' && <ProfileExport profile={profile} onClose={() => setDialog(null)} />}
      {dialog === 'import' && <ProfileImport onImported={choose} onClose={() => setDialog(null)} />}
    </>
  )
  const onImport = () => setDialog('import')
  const isUpdating = useMirror(
    ({ registrationDrafts }) => registrationDrafts[draftKey]?.isOpen === true,
  )
  if (profile?.registration && isUpdating)
    return (
      <div className="panel__main">
        <RegisterUpdate key={draftKey} profile={profile} />
      </div>
    )
  if (drafts.isRegistering)
    return (
      <div className="panel__main">
        <NewProfile drafts={drafts} />
      </div>
    )
  const begin = (
    <div className="panel__main begin">
      <NewProfile drafts={drafts} onImport={onImport} onInspect={() => onScreen('tokens')} />
    </div>
  )
  const list = (
    <div className="panel__main profiles">
      <ProfilePicker {...drafts} onSelect={choose}>
        {bar}
      </ProfilePicker>
      <section className="pane pane--list" aria-label={t('panel.profiles.list')}>
        <div className="bar">
          <span className="meta grow">{t('panel.profiles.count', live.length)}</span>
          {bar}
        </div>
        <ProfileList {...drafts} onSelect={choose} />
      </section>
      {profile ? (
        <section className="pane" aria-label={t('panel.profiles.form')}>
          <ProfileEditor
            key={draftKey}
            saved={{ ...saved, id: profile.id }}
            typed={typed}
            isRestored={isRestored}
            onEdit={edit}
            onRevert={discard}
            registration={profile.registration}
            onSaved={done}
            onDuplicated={choose}
            onRemove={remove}
            onServer={() => onScreen('server')}
          />
        </section>
      ) : (
        <NewProfile drafts={drafts} />
      )}
    </div>
  )
  // A dialog stays open when the first profile arrives.
  return (
    <>
      {drafts.profiles.length === 0 ? begin : list}
      {dialogs}
    </>
  )
}

interface NewProfileProps {
  readonly drafts: ReturnType<typeof useProfileDrafts>
  /** The first profile: other ways to begin are offered. */
  readonly onImport?: () => void
  readonly onInspect?: () => void
}

function NewProfile({ drafts, onImport, onInspect }: NewProfileProps) {
  const { typed, isRestored, edit, done, live, choose, discard } = drafts
  const setup = useSetup({ typed, onEdit: edit, onDone: done })
  const cancel = () => {
    discard()
    choose(null)
  }
  if (drafts.isRegistering) return <RegisterNew setup={setup} onCreated={done} />
  return (
    <>
      <section className="pane" aria-label={t('panel.profiles.form')}>
        <SetupForm
          setup={setup}
          title={t(live.length > 0 ? 'popup.setup.title_new' : 'popup.setup.title')}
          intro={t('ui.setup.intro')}
          isRestored={isRestored}
          below={<RegisterOffer />}
          end={
            live.length > 0 && (
              <Button variant="quiet" onClick={cancel}>
                {t('panel.profiles.discard')}
              </Button>
            )
          }
        />
      </section>
      {onImport && onInspect && (
        <SetupAside setup={setup} onImport={onImport} onInspect={onInspect} />
      )}
    </>
  )
}
