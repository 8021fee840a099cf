import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react'
import { Button } from '@/components/ui/button'
import { formatIso } from '@/components/ui/format'
import { IssueLine } from '@/components/ui/issue-line'
import { t } from '@/lib/i18n'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { ask } from '@/components/connected/ask'
import { detailsOf, draftOfRequest } from './details-draft'
import { DetailsFields } from './details-fields'

interface DetailsDialogProps {
  readonly request: StoredRequest
  readonly onClose: () => void
}

/** Adds details to a stored request that only the tester knows. */
export function DetailsDialog({ request, onClose }: DetailsDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useId()
  const [draft, setDraft] = useState(() => draftOfRequest(request))
  const [issues, setIssues] = useState<readonly Issue[]>([])
  useEffect(() => dialog.current?.showModal(), [])
  const details = detailsOf(draft, null)
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!details) return
    const result = await ask(command('requestDetails', { id: request.id, details }))
    if (result.ok) dialog.current?.close()
    else setIssues(result.issues)
  }
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={title} onClose={onClose}>
      <form onSubmit={(event) => void save(event)}>
        <h2 id={title} className="strong">
          {t('popup.details.title')}
        </h2>
        <DetailsFields
          draft={draft}
          onChange={setDraft}
          expiresIn={request.par?.expiresIn ?? null}
          date={null}
          kept={t('popup.details.as_before', [formatIso(request.receivedAt).slice(11, 19)])}
        />
        {issues.map((issue) => (
          <IssueLine key={issue.code} issue={issue} />
        ))}
        <div className="btns">
          <Button variant="primary" type="submit">
            {t('popup.details.save')}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{t('popup.cancel')}</Button>
        </div>
      </form>
    </dialog>
  )
}
