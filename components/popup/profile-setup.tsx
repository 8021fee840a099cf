import { useState, type SubmitEvent } from 'react'
import { Button } from '@/components/ui/button'
import { IssueLine } from '@/components/ui/issue-line'
import { profilePatterns } from '@/components/profile/draft-fields'
import { ProfileFields } from '@/components/profile/profile-form'
import { useMetadataProbe } from '@/components/profile/use-metadata-probe'
import { Prose } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { ask } from '@/components/connected/ask'

interface ProfileSetupProps {
  readonly draft: ProfileDraft
  readonly onChange: (draft: ProfileDraft) => void
  /** Null in the first run, which has no previous screen. */
  readonly onCancel: (() => void) | null
  readonly onDone: () => void
  /** Continues in a tab, which stays open while the user gets something from a different window. */
  readonly onTab: () => void
}

export function ProfileSetup({ draft, onChange, onCancel, onDone, onTab }: ProfileSetupProps) {
  const host = useHost()
  const metadata = useMetadataProbe(draft.issuer, draft.discovery)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const settle = async (saved: ReturnType<typeof saveDraft>) => {
    const result = await saved
    if (result.ok) onDone()
    else setIssues(result.issues)
  }
  const create = (event: SubmitEvent) => {
    event.preventDefault()
    // Firefox closes the popup when it asks for access, so both calls start before any `await`.
    const saved = saveDraft(draft)
    const patterns = profilePatterns(draft, metadata, host.accessPattern)
    const complete = draft.issuer.trim() !== '' && draft.clientId.trim() !== ''
    if (complete && patterns.length > 0) void host.requestAccess(patterns).catch(() => false)
    void settle(saved)
  }
  return (
    <form className="popup__body first scroll" onSubmit={create} noValidate>
      <h2>{t(onCancel ? 'popup.setup.title_new' : 'popup.setup.title')}</h2>
      <p className="meta">
        <Prose>{t('popup.setup.intro')}</Prose>
      </p>
      <ProfileFields
        draft={draft}
        onChange={(next) => {
          setIssues([])
          onChange(next)
        }}
        issues={issues}
        metadata={metadata}
      />
      {issues
        .filter(({ field }) => field === undefined)
        .map((issue) => (
          <IssueLine key={issue.code} issue={issue} />
        ))}
      <div className="btns">
        <Button type="submit" variant="primary" size="lg">
          {t('popup.setup.create')}
        </Button>
        {onCancel && (
          <Button size="lg" onClick={onCancel}>
            {t('popup.cancel')}
          </Button>
        )}
        <span className="grow" />
        <Button variant="link" size="lg" onClick={onTab}>
          {t('popup.setup.in_tab')}
        </Button>
      </div>
      <p className="meta first__foot">{t('popup.setup.foot')}</p>
    </form>
  )
}

function saveDraft(draft: ProfileDraft) {
  return ask(command('profileSave', draft))
}
