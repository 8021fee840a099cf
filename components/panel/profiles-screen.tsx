import { useState } from 'react'
import { Plus } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { draftOf, emptyDraft } from '@/components/ui/profile-form'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { ProfileEditor } from './profile-editor'
import { ProfileList } from './profile-list'
import { ProfilePicker } from './profile-picker'

/** The key of the profile that is not saved yet. */
const fresh = 'new'

export function ProfilesScreen() {
  const profiles = useMirror((state) => state.profiles)
  const current = useMirror(({ settings }) => settings.currentProfileId)
  const [chosen, setChosen] = useState<string | null>(null)
  const [drafts, setDrafts] = useState<Readonly<Record<string, ProfileDraft | undefined>>>({})
  const live = profiles.filter(({ removedAt }) => removedAt === undefined)
  const profile = live.find(({ id }) => id === (chosen ?? current)) ?? live[0]
  const isNew = chosen === fresh || (drafts[fresh] !== undefined && !profile)
  const key = isNew ? fresh : profile?.id
  const saved = isNew || !profile ? emptyDraft : draftOf(profile)

  const setDraft = (draft: ProfileDraft | undefined) =>
    key !== undefined && setDrafts({ ...drafts, [key]: draft })
  const create = () => {
    setDrafts({ ...drafts, [fresh]: drafts[fresh] ?? emptyDraft })
    setChosen(fresh)
  }
  const remove = () => {
    setDraft(undefined)
    setChosen(null)
    if (!isNew && profile) void command('profileRemove', { id: profile.id })
  }
  const shared = {
    profiles,
    selectedId: key ?? null,
    unsaved: Object.keys(drafts).filter((id) => drafts[id] !== undefined),
    onSelect: setChosen,
  }

  return (
    <div className="panel__main profiles">
      <ProfilePicker {...shared} onCreate={create} />
      <section className="pane pane--list" aria-label={t('panel.profiles.list')}>
        <div className="bar">
          <span className="meta grow">{t('panel.profiles.count', live.length)}</span>
          <IconButton label={t('panel.profiles.new')} onClick={create}>
            <Icon of={Plus} />
          </IconButton>
        </div>
        <ProfileList {...shared} />
      </section>
      <section className="pane" aria-label={t('panel.profiles.form')}>
        {key === undefined ? (
          <EmptyState title={t('panel.profiles.empty')}>
            <p>{t('panel.profiles.empty_text')}</p>
            <Button variant="primary" onClick={create}>
              {t('panel.profiles.new')}
            </Button>
          </EmptyState>
        ) : (
          <ProfileEditor
            key={key}
            saved={saved}
            draft={drafts[key] ?? saved}
            onDraft={setDraft}
            onSaved={(id) => {
              setDrafts({ ...drafts, [key]: undefined })
              setChosen(id)
            }}
            onRemove={remove}
          />
        )}
      </section>
    </div>
  )
}
