import { ClipboardPaste, X } from 'lucide-react'
import { useId, useState, type KeyboardEvent, type RefObject } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import type { Profile } from '@/lib/oauth/profile'
import type { Recognition } from '@/lib/oauth/recognition'
import { detailsOf } from './details-draft'
import { DetailsFields } from './details-fields'
import { FoundLine } from './found'
import { usePaste } from './use-paste'
import type { RequestActions } from './use-requests'

interface PasteFieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly profile: Profile | null
  readonly actions: RequestActions
  readonly onAdded: (id: string) => void
  /** Moves the focus to the list. */
  readonly onDown: () => void
  /** Pushes a new request; null if the profile cannot. */
  readonly onPush: (() => void) | null
  /** Shows tokens or keys in the panel. */
  readonly onInspect: (text: string) => Promise<void>
  /** Begins a profile for the issuer of pasted metadata. */
  readonly onIssuer: (issuer: string) => void
}

/** Accepts what a tester has on the clipboard, recognises it and offers its actions. */
export function PasteField(props: PasteFieldProps) {
  const { field, profile, onDown, onPush } = props
  const paste = usePaste(props)
  const hint = useId()
  const [refused, setRefused] = useState(false)
  const change = (text: string) => {
    setRefused(false)
    paste.setText(text)
  }
  const fromClipboard = async () => {
    field.current?.focus()
    try {
      change(await navigator.clipboard.readText())
    } catch {
      setRefused(true)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') onDown()
    else if (event.key === 'Enter') paste.submit()
    else return
    event.preventDefault()
  }
  const label = t('popup.paste.label')
  return (
    <div className="popup__paste">
      <div className="field field--lg">
        <Icon of={ClipboardPaste} />
        {/* A single-line field would drop the line breaks of a pasted HTTP response. */}
        <textarea
          ref={field}
          className={paste.text === '' ? '' : 'mono'}
          rows={1}
          aria-label={label}
          placeholder={label}
          aria-describedby={onPush && paste.text === '' ? hint : undefined}
          value={paste.text}
          onChange={({ target }) => change(target.value)}
          onKeyDown={onKeyDown}
          autoComplete="off"
          spellCheck={false}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the popup is opened to paste into it
          autoFocus
        />
        {paste.text === '' ? (
          <Button variant="link" onClick={() => void fromClipboard()}>
            {t('popup.paste.paste')}
          </Button>
        ) : (
          <IconButton
            label={t('popup.paste.clear')}
            onClick={() => {
              change('')
              field.current?.focus()
            }}
          >
            <Icon of={X} />
          </IconButton>
        )}
      </div>
      {onPush && paste.text === '' && (
        <p className="hint" id={hint}>
          {t('popup.paste.enter_pushes')}
        </p>
      )}
      {refused && <p className="hint">{t('popup.paste.refused')}</p>}
      <div className="popup__found scroll">
        <div aria-live="polite">
          <FoundLine found={paste.found} profile={profile} />
        </div>
        <Issues issues={paste.issues} />
        <PasteActions paste={paste} />
      </div>
    </div>
  )
}

function Issues({ issues }: { issues: readonly Issue[] }) {
  return issues.map((issue) => (
    <div className="found" role="alert" key={issue.code}>
      <IssueLine issue={issue} />
    </div>
  ))
}

function PasteActions({ paste }: { paste: ReturnType<typeof usePaste> }) {
  const { found, action, details, setDetails, submit, add } = paste
  const [open, setOpen] = useState(false)
  if (action === null) return null
  if (action !== 'add')
    return (
      <div className="btns found">
        <Button variant="primary" onClick={submit}>
          {t(labels[action])}
        </Button>
      </div>
    )
  const date = dateOf(found)
  return (
    <>
      <div className="btns found">
        <Button variant="primary" onClick={submit}>
          {t('popup.paste.add_open')}
        </Button>
        <Button onClick={add}>{t('popup.paste.add')}</Button>
        <span className="grow" />
        <Button variant="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('popup.details.open')}
        </Button>
      </div>
      {(open || detailsOf(details, date) === null) && (
        <DetailsFields
          draft={details}
          onChange={setDetails}
          expiresIn={found.kind === 'par-response' ? found.expiresIn : null}
          date={date}
          kept={t('popup.details.now')}
        />
      )}
    </>
  )
}

const labels = {
  show: 'popup.paste.show',
  inspect: 'popup.paste.inspect',
  profile: 'popup.paste.profile',
} as const

function dateOf(found: Recognition): number | null {
  return found.kind === 'par-response' ? found.date : null
}
