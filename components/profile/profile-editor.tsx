import { useEffect, useState, type FormEvent } from 'react'
import { ask } from '@/components/connected/ask'
import { IssueLine } from '@/components/ui/issue-line'
import type { ProbedMetadata } from './metadata-hint'
import { useMetadataProbe } from './use-metadata-probe'
import type { Issue } from '@/lib/model/issue'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { isClosed } from '@/lib/state/host-access'
import { command } from '@/lib/state/actions'
import { mirrorMetadata, useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { keyed } from '@/components/ui/keyed'
import { ProfileAccess } from './profile-access'
import { ProfileAuth } from './profile-auth'
import { changedFields, type Typed } from './profile-changes'
import { ProfileDetails } from './profile-details'
import { ProfileFit } from './profile-fit'
import { ProfileFoot } from './profile-foot'
import { ProfileIdentity } from './profile-identity'
import { ProfileMetadata } from './profile-metadata'
import { ProfileMore } from './profile-more'
import { ProfileRequest } from './profile-request'

interface ProfileEditorProps {
  saved: ProfileDraft
  typed: Typed
  /** Undefined discards the edits. */
  onTyped: (typed: Typed | undefined) => void
  onSaved: (id: string) => void
  onDuplicated: (id: string) => void
  onRemove: () => void
}

/** The form of one profile, with details about its server. */
export function ProfileEditor(props: ProfileEditorProps) {
  const { saved, typed, onTyped, onSaved, onDuplicated, onRemove } = props
  const { draft, secret } = typed
  const { id } = saved
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const record = useMirror((state) => (id === null ? undefined : state.metadata[id])) ?? null
  const isSavedServer = isSameServer(saved, draft)
  const probed = useMetadataProbe(isSavedServer ? '' : draft.issuer, draft.discovery)
  const metadata = isSavedServer ? record : probed
  const closed = useMirror(({ access }) => id !== null && (access[id] ?? []).some(isClosed))
  const edit = (change: Partial<ProfileDraft>) =>
    onTyped({ ...typed, draft: { ...draft, ...change } })
  const part = { draft, edit, issues }

  useEffect(() => {
    if (id !== null) void mirrorMetadata(id)
  }, [id])

  const save = async () => {
    const result = await ask(command('profileSave', draft))
    setIssues(result.ok ? [] : result.issues)
    if (!result.ok) return
    if (secret !== '') await command('secretSet', { profileId: result.id, secret })
    onSaved(result.id)
  }
  const duplicate = async (from: string) => {
    const result = await ask(command('profileDuplicate', { id: from }))
    if (result.ok) onDuplicated(result.id)
    else setIssues(result.issues)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  const access = id !== null && <ProfileAccess profileId={id} />

  return (
    <form className="pane grow" onSubmit={onSubmit} noValidate>
      <div className="scroll profile-scroll">
        {closed && access}
        <div className="form">
          <div className="form__col">
            <ProfileIdentity {...part} metadata={metadata} />
            <ProfileAuth
              {...part}
              secret={secret}
              onSecret={(next) => onTyped({ ...typed, secret: next })}
            />
          </div>
          <div className="form__col form__col--edit">
            <ProfileDetails {...part} metadata={usable(metadata)} />
            <ProfileRequest {...part} />
            <ProfileFit draft={draft} metadata={usable(metadata)} />
          </div>
        </div>
        <ProfileMore {...part} />
        {!closed && access}
        {id !== null && <ProfileMetadata profileId={id} record={record} />}
        {id === null && <p className="note-line meta">{t('panel.profiles.after_save')}</p>}
      </div>
      <OtherIssues issues={issues} />
      <ProfileFoot
        isNew={id === null}
        changed={changedFields(saved, typed)}
        saveFailed={issues.some(({ code }) => code === 'no_response')}
        onRevert={() => {
          setIssues([])
          onTyped(id === null ? { draft: saved, secret: '' } : undefined)
        }}
        onDuplicate={() => id !== null && void duplicate(id)}
        onRemove={onRemove}
      />
    </form>
  )
}

/** Issues without a field in the form. */
function OtherIssues({ issues }: { issues: readonly Issue[] }) {
  const otherIssues = issues.filter(
    ({ field, code }) => field === undefined && code !== 'no_response',
  )
  if (otherIssues.length === 0) return null
  return (
    <div className="note-line issues" role="alert">
      {keyed(otherIssues, ({ code }) => code).map(({ key, item }) => (
        <IssueLine key={key} issue={item} />
      ))}
    </div>
  )
}

function isSameServer(saved: ProfileDraft, draft: ProfileDraft): boolean {
  return (
    draft.issuer.trim() === saved.issuer &&
    JSON.stringify(draft.discovery) === JSON.stringify(saved.discovery)
  )
}

function usable(metadata: ProbedMetadata) {
  if (metadata === null || metadata === 'reading' || metadata.issues.length > 0) return null
  return metadata.document?.json ?? null
}
