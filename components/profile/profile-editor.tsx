import { useEffect, useState, type FormEvent } from 'react'
import { ask } from '@/components/connected/ask'
import { IssueLine } from '@/components/ui/issue-line'
import { usable } from './metadata-hint'
import { useMetadataProbe } from './use-metadata-probe'
import type { Issue } from '@/lib/model/issue'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { mirrorMetadata, useMirror } from '@/lib/state/mirror'
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
  readonly saved: ProfileDraft & { readonly id: string }
  readonly typed: Typed
  readonly isRestored: boolean
  readonly onEdit: (change: (typed: Typed) => Typed) => void
  readonly onRevert: () => void
  readonly onSaved: (id: string) => void
  readonly onDuplicated: (id: string) => void
  readonly onRemove: () => void
  /** Shows the Server screen. */
  readonly onServer: () => void
}

/** The form of one profile, with details about its server. */
export function ProfileEditor(props: ProfileEditorProps) {
  const { saved, typed, isRestored, onEdit, onRevert, onSaved, onDuplicated, onRemove } = props
  const { draft, secret } = typed
  const { id } = saved
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const record = useMirror((state) => state.metadata[id]) ?? null
  const isSavedServer = isSameServer(saved, draft)
  const [turn, setTurn] = useState(0)
  const probed = useMetadataProbe(isSavedServer ? '' : draft.issuer, draft.discovery, turn)
  const metadata = isSavedServer ? record : probed
  const edit = (change: Partial<ProfileDraft>) =>
    onEdit((old) => ({ ...old, draft: { ...old.draft, ...change } }))
  const part = { draft, edit, issues }
  const onPaste = () => edit({ discovery: { kind: 'document', text: '' } })
  const onIssuer = (issuer: string) => edit({ issuer, testSystem: false })

  useEffect(() => {
    void mirrorMetadata(id)
  }, [id])

  const save = async () => {
    const result = await ask(command('profileSave', draft))
    setIssues(result.ok ? [] : result.issues)
    if (!result.ok) return
    if (secret !== '') await command('secretSet', { profileId: result.id, secret })
    onSaved(result.id)
  }
  const duplicate = async () => {
    const result = await ask(command('profileDuplicate', { id }))
    if (result.ok) onDuplicated(result.id)
    else setIssues(result.issues)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }

  return (
    <form className="pane grow" onSubmit={onSubmit} noValidate>
      <div className="scroll profile-scroll">
        <div className="form">
          <div className="form__col">
            <ProfileIdentity
              {...part}
              metadata={metadata}
              trouble={probed}
              onRead={() => setTurn((count) => count + 1)}
              {...{ onPaste, onIssuer }}
            />
            <ProfileAuth
              {...part}
              secret={secret}
              hasSecret={typed.hasSecret}
              onSecret={(next) => onEdit((old) => ({ ...old, secret: next, hasSecret: false }))}
            />
          </div>
          <div className="form__col">
            <ProfileAccess profileId={id} />
            <ProfileMetadata
              profileId={id}
              record={record}
              onServer={props.onServer}
              {...{ onPaste, onIssuer }}
            />
            <ProfileRequest {...part} />
            <ProfileFit draft={draft} metadata={usable(metadata)} />
          </div>
        </div>
        <ProfileDetails {...part} metadata={usable(metadata)} />
        <ProfileMore {...part} />
      </div>
      <OtherIssues issues={issues} />
      <ProfileFoot
        changed={changedFields(saved, typed)}
        isRestored={isRestored}
        saveFailed={issues.some(({ code }) => code === 'no_response')}
        onRevert={() => {
          setIssues([])
          onRevert()
        }}
        onDuplicate={() => void duplicate()}
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
