import { useState } from 'react'
import { pushWord } from '@/components/connected/push-words'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { plainText, Prose } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import { issueText } from '@/components/ui/issue-line'
import type { Profile } from '@/lib/oauth/profile'
import { secretValues } from '@/lib/oauth/request-secrets'
import type { EditedRequest } from './use-request'
import type { Previewed } from './use-preview'
import type { Sending } from './use-send'

interface RequestFootProps {
  readonly profile: Profile
  readonly request: EditedRequest
  readonly previewed: Previewed
  readonly sending: Sending
  /** Why the profile cannot send; null if it can. */
  readonly off: string | null
  /** The response has the filled button. */
  readonly isPlain: boolean
  readonly isNaming: boolean
  readonly onNaming: (isNaming: boolean) => void
}

/** Sends the request, says where it goes, and keeps it. */
export function RequestFoot(props: RequestFootProps) {
  const { profile, request, previewed, sending, off, isPlain, isNaming, onNaming } = props
  if (isNaming) return <SaveAs request={request} onDone={() => onNaming(false)} />
  const { pending, send } = sending
  const why = off ?? reasonOf(previewed.issues)
  const reason = why === null ? null : plainText(why)
  return (
    <div className="bar bar--foot">
      <ActionButton
        variant={isPlain ? undefined : 'primary'}
        pending={pending}
        off={reason}
        aria-keyshortcuts="Control+Enter"
        onClick={() => send(true)}
      >
        {pushWord(profile, 'open')}
      </ActionButton>
      {profile.sendBy === 'par' && (
        <ActionButton
          off={reason}
          pending={pending}
          aria-keyshortcuts="Control+Shift+Enter"
          onClick={() => send(false)}
        >
          {pushWord(profile, 'add')}
        </ActionButton>
      )}
      <span className="meta cut grow" title={reason ?? undefined}>
        {why === null ? <Target previewed={previewed} /> : <Prose>{why}</Prose>}
      </span>
      {request.savedId !== null && (
        <Button variant="quiet" onClick={request.remove}>
          {t('panel.requests.remove')}
        </Button>
      )}
      {request.isDraft && (
        <Button variant="quiet" onClick={request.reset}>
          {t('panel.requests.reset')}
        </Button>
      )}
      <Button variant="quiet" aria-keyshortcuts="Control+S" onClick={() => onNaming(true)}>
        {t('panel.requests.save_as')}
      </Button>
    </div>
  )
}

/** Why the values cannot be built, with what they contain. */
function reasonOf(issues: readonly Issue[]): string | null {
  const [issue] = issues
  if (!issue) return null
  return issue.seen === undefined ? issueText(issue) : `${issueText(issue)} \`${issue.seen}\``
}

/** Method and full URL: the host is always named. */
function Target({ previewed: { preview } }: { readonly previewed: Previewed }) {
  if (!preview) return null
  const { push, authorizeUrl } = preview
  if (!push)
    return <Prose>{t('panel.requests.opens', [authorizeUrl.split('?', 1)[0] ?? ''])}</Prose>
  return <Prose>{t('panel.requests.pushes', [push.method, push.url])}</Prose>
}

/** A name for the request. Nothing is modal: the values stay in sight. */
function SaveAs({
  request,
  onDone,
}: {
  readonly request: EditedRequest
  readonly onDone: () => void
}) {
  const [name, setName] = useState(request.from?.name ?? '')
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const { from } = request
  const save = async (id: string | null) => {
    const found = await request.save(name, id)
    setIssues(found)
    if (found.length === 0) onDone()
  }
  const [issue] = issues
  const secrets = secretValues(request.values)
  return (
    <form
      className="bar bar--foot"
      onSubmit={(event) => {
        event.preventDefault()
        void save(null)
      }}
    >
      <div className={issue ? 'field is-fail' : 'field'}>
        <input
          aria-label={t('panel.requests.name')}
          aria-invalid={issue ? true : undefined}
          placeholder={t('panel.requests.name')}
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the pressed button
          autoFocus
          value={name}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            onDone()
          }}
          onChange={({ target }) => setName(target.value)}
        />
      </div>
      <Button type="submit" variant="primary">
        {t('panel.requests.save')}
      </Button>
      {from && request.isDraft && (
        <Button onClick={() => void save(from.id)}>
          {t('panel.requests.replace', [from.name])}
        </Button>
      )}
      {secrets.length > 0 && (
        <span className="meta">{t('panel.requests.not_saved', [secrets.join(', ')])}</span>
      )}
      <span className="meta cut grow" role="alert">
        {issue && issueText(issue)}
      </span>
      <Button variant="quiet" onClick={onDone}>
        {t('panel.requests.cancel')}
      </Button>
    </form>
  )
}
