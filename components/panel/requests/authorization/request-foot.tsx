import { pushWord } from '@/components/connected/push-words'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { plainText, Prose } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import { issueText } from '@/components/ui/issue-line'
import type { Profile } from '@/lib/oauth/profile'
import { secretValues } from '@/lib/oauth/request-secrets'
import { SaveAs } from '@/components/connected/request/save-as'
import type { EditedRequest } from '@/components/connected/request/use-request'
import type { Previewed } from '@/components/connected/request/use-preview'
import type { Sending } from '@/components/connected/request/use-send'

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
  if (isNaming)
    return (
      <SaveAs
        from={request.from}
        isDraft={request.isDraft}
        secrets={secretValues(request.values)}
        onSave={request.save}
        onDone={() => onNaming(false)}
      />
    )
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
