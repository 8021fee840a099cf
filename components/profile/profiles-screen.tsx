import { useState } from 'react'
import { Download, Plus, Upload } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'
import { ProfileEditor } from './profile-editor'
import { ProfileExport } from './profile-export'
import { ProfileImport } from './profile-import'
import { ProfileList } from './profile-list'
import { ProfilePicker } from './profile-picker'
import { useProfileDrafts } from './profile-drafts'

export function ProfilesScreen() {
  const [dialog, setDialog] = useState<'export' | 'import' | null>(null)
  const { live, key, profile, saved, drafts, choose, setTyped, create, done, ...list } =
    useProfileDrafts()
  const remove = () => {
    setTyped(undefined)
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

  return (
    <div className="panel__main profiles">
      <ProfilePicker {...list} onSelect={choose}>
        {bar}
      </ProfilePicker>
      <section className="pane pane--list" aria-label={t('panel.profiles.list')}>
        <div className="bar">
          <span className="meta grow">{t('panel.profiles.count', live.length)}</span>
          {bar}
        </div>
        <ProfileList {...list} onSelect={choose} />
      </section>
      <section className="pane" aria-label={t('panel.profiles.form')}>
        {key === undefined ? (
          <NoProfile onCreate={create} onImport={() => setDialog('import')} />
        ) : (
          <ProfileEditor
            key={key}
            saved={saved}
            typed={drafts[key] ?? { draft: saved, secret: '' }}
            onTyped={setTyped}
            onSaved={done}
            onDuplicated={choose}
            onRemove={remove}
          />
        )}
      </section>
      {dialog === 'export' && <ProfileExport profile={profile} onClose={() => setDialog(null)} />}
      {dialog === 'import' && <ProfileImport onImported={choose} onClose={() => setDialog(null)} />}
    </div>
  )
}

function NoProfile({ onCreate, onImport }: { onCreate: () => void; onImport: () => void }) {
  return (
    <EmptyState title={t('panel.profiles.empty')}>
      <p>{t('panel.profiles.empty_text')}</p>
      <div className="btns">
        <Button variant="primary" onClick={onCreate}>
          {t('panel.profiles.new')}
        </Button>
        <Button onClick={onImport}>{t('panel.profiles.import')}</Button>
      </div>
    </EmptyState>
  )
}
