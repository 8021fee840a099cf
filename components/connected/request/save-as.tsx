import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { issueText } from '@/components/ui/issue-line'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'

interface SaveAsProps {
  /** What was saved before and may be replaced; null for something new. */
  readonly from: { readonly id: string; readonly name: string } | null
  /** It differs from what was saved. */
  readonly isDraft: boolean
  /** The names of what is secret, and therefore not saved. */
  readonly secrets: readonly string[]
  /** Gives the issues that prevent it. */
  readonly onSave: (name: string, id: string | null) => Promise<readonly Issue[]>
  readonly onDone: () => void
}

/** A name for what is saved. Nothing is modal: the values stay in sight. */
export function SaveAs({ from, isDraft, secrets, onSave, onDone }: SaveAsProps) {
  const [name, setName] = useState(from?.name ?? '')
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const save = async (id: string | null) => {
    const found = await onSave(name, id)
    setIssues(found)
    if (found.length === 0) onDone()
  }
  const [issue] = issues
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
      {from && isDraft && (
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
