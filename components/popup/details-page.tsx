import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { formatClock } from '@/components/ui/format'
import { IssueLine } from '@/components/ui/issue-line'
import { beginningOf, LongText } from '@/components/ui/long-text'
import { labelOf } from '@/components/ui/request-text'
import { SectionBar } from '@/components/ui/section-bar'
import { TimeLeft } from '@/components/ui/time'
import { t } from '@/lib/i18n'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { ask } from '@/components/connected/ask'
import { detailsOf, draftOfRequest } from './details-draft'
import { DetailsFields } from './details-fields'
import { Page } from './page'
import { dateOf, type usePaste } from './use-paste'

interface StoredDetailsProps {
  readonly request: StoredRequest
  readonly onBack: () => void
}

/** Adds details to a stored request that only the tester knows. */
export function StoredDetails({ request, onBack }: StoredDetailsProps) {
  const [draft, setDraft] = useState(() => draftOfRequest(request))
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const details = detailsOf(draft, null)
  const save = async () => {
    if (!details) return
    const result = await ask(command('requestDetails', { id: request.id, details }))
    if (result.ok) onBack()
    else setIssues(result.issues)
  }
  const { receivedAt, expiresAt } = request
  return (
    <Page
      title={beginningOf(labelOf(request))}
      onBack={onBack}
      onSubmit={() => void save()}
      aside={expiresAt !== null && <TimeLeft until={expiresAt} total={expiresAt - receivedAt} />}
      foot={
        <>
          <Button variant="primary" onClick={() => void save()}>
            {t('popup.details.save')}
          </Button>
          <Button onClick={onBack}>{t('popup.cancel')}</Button>
          <SubmitHint />
        </>
      }
    >
      <DetailsFields
        draft={draft}
        onChange={setDraft}
        expiresIn={request.par?.expiresIn ?? null}
        date={null}
        kept={t('popup.details.as_before', [formatClock(receivedAt)])}
      />
      <Issues issues={issues} />
    </Page>
  )
}

interface PastedDetailsProps {
  readonly paste: ReturnType<typeof usePaste>
  readonly onBack: () => void
}

/** Details of a request in the field, before it is added. */
export function PastedDetails({ paste, onBack }: PastedDetailsProps) {
  const { found, text, details, setDetails, submit, add, issues } = paste
  return (
    <Page
      title={t(found.kind === 'par-response' ? 'popup.details.of_par' : 'popup.details.of_pasted')}
      onBack={onBack}
      onSubmit={submit}
      foot={
        <>
          <Button variant="primary" onClick={submit}>
            {t('popup.paste.add_open')}
          </Button>
          <Button onClick={add}>{t('popup.paste.add')}</Button>
          <SubmitHint />
        </>
      }
    >
      <DetailsFields
        draft={details}
        onChange={setDetails}
        expiresIn={found.kind === 'par-response' ? found.expiresIn : null}
        date={dateOf(found)}
        kept={t('popup.details.now')}
      />
      <Issues issues={issues} />
      <SectionBar title={t('popup.details.pasted')} level={3} />
      <pre className="details__pasted mono">
        <LongText text={text} />
      </pre>
    </Page>
  )
}

function SubmitHint() {
  return (
    <>
      <span className="grow" />
      <kbd className="meta">Ctrl+Enter</kbd>
    </>
  )
}

function Issues({ issues }: { issues: readonly Issue[] }) {
  return (
    issues.length > 0 && (
      <div className="details__issues" role="alert">
        {issues.map((issue) => (
          <IssueLine key={issue.code} issue={issue} />
        ))}
      </div>
    )
  )
}
