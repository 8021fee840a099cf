import { useEffect, useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { StatusIcon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import { ProfileFields } from '@/components/ui/profile-form'
import { useMetadataProbe } from '@/components/ui/use-metadata-probe'
import type { Issue } from '@/lib/oauth/issue'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { mirrorMetadata, useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { ProfileAccess } from './profile-access'
import { ProfileMetadata } from './profile-metadata'

interface ProfileEditorProps {
  saved: ProfileDraft
  draft: ProfileDraft
  onDraft: (draft: ProfileDraft | undefined) => void
  onSaved: (id: string) => void
  onRemove: () => void
}

/** The form of one profile, and what is known of its server. */
export function ProfileEditor({ saved, draft, onDraft, onSaved, onRemove }: ProfileEditorProps) {
  const id = saved.id
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const [failed, setFailed] = useState(false)
  const record = useMirror((state) => (id === null ? undefined : state.metadata[id])) ?? null
  const isSavedIssuer = draft.issuer.trim() === saved.issuer
  const probed = useMetadataProbe(isSavedIssuer ? '' : draft.issuer)
  const metadata = isSavedIssuer ? record : probed
  const changed = changedFields(saved, draft)

  useEffect(() => {
    if (id !== null) void mirrorMetadata(id)
  }, [id])

  const save = async () => {
    const answer = await command('profileSave', draft)
    setIssues(answer.ok ? [] : answer.issues)
    if (answer.ok) onSaved(answer.id)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setFailed(false)
    save().catch(() => setFailed(true))
  }

  return (
    <form className="pane grow" onSubmit={onSubmit} noValidate>
      <div className="scroll">
        <div className="form">
          <div className="form__col">
            <ProfileFields draft={draft} onChange={onDraft} issues={issues} metadata={metadata} />
            {issues
              .filter(({ field }) => field === undefined)
              .map((issue) => (
                <IssueLine key={issue.code} issue={issue} />
              ))}
          </div>
          <div className="form__col form__col--facts">
            {id !== null && <ProfileAccess profileId={id} />}
            {id !== null && <ProfileMetadata profileId={id} record={record} />}
            {id === null && <p className="note-line meta">{t('panel.profiles.after_save')}</p>}
          </div>
        </div>
      </div>
      <div className="bar bar--foot profile-foot">
        <Button type="submit" variant="primary" disabled={changed.length === 0}>
          {t('panel.profiles.save')}
        </Button>
        <Button
          disabled={changed.length === 0}
          onClick={() => {
            setIssues([])
            onDraft(id === null ? saved : undefined)
          }}
        >
          {t('panel.profiles.revert')}
        </Button>
        <span className="meta grow cut with-icon">
          {failed && <StatusIcon status="fail" />}
          {id === null && changed.length === 0 ? null : footText(failed, changed)}
        </span>
        <Button variant="quiet" className="btn--danger" onClick={onRemove}>
          {t(id === null ? 'panel.profiles.discard' : 'panel.profiles.delete')}
        </Button>
      </div>
    </form>
  )
}

function footText(failed: boolean, changed: readonly string[]): string {
  if (failed) return t('panel.profiles.not_saved')
  if (changed.length === 0) return t('panel.profiles.saved')
  return t('panel.profiles.unsaved', [changed.join(', ')])
}

const fields = {
  name: 'panel.profiles.field.name',
  issuer: 'panel.profiles.field.issuer',
  clientId: 'panel.profiles.field.client_id',
  redirectUris: 'panel.profiles.field.redirect_uris',
  ruleProfile: 'panel.profiles.field.rules',
  addScopeOpenid: 'panel.profiles.field.scope',
} as const

/** The names of the fields that differ from what is saved. */
function changedFields(saved: ProfileDraft, draft: ProfileDraft): readonly string[] {
  return (Object.keys(fields) as (keyof typeof fields)[])
    .filter((field) => JSON.stringify(saved[field]) !== JSON.stringify(draft[field]))
    .map((field) => t(fields[field]))
}
