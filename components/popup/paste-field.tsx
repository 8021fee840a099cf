import { ClipboardPaste, X } from 'lucide-react'
import { useId, useState, type KeyboardEvent, type RefObject } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import { t } from '@/lib/i18n'
import type { TokenView } from '@/lib/messaging/views'
import type { Issue } from '@/lib/model/issue'
import type { Profile } from '@/lib/oauth/profile'
import { CopyButton } from '@/components/ui/copy-button'
import { FoundLine } from './found'
import { FoundToken, useFoundToken } from './found-token'
import { pushWord } from '@/components/connected/push-words'
import type { usePaste } from './use-paste'

interface PasteFieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly profile: Profile | null
  readonly paste: ReturnType<typeof usePaste>
  /** Enter in the empty field pushes a new request. */
  readonly canPush: boolean
  /** Moves the focus to the list. */
  readonly onDown: () => void
}

/** Accepts what a tester has on the clipboard, recognises it and offers its actions. */
export function PasteField({ field, profile, paste, canPush, onDown }: PasteFieldProps) {
  const hint = useId()
  const [refused, setRefused] = useState(false)
  const token = useFoundToken(paste.found)
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
          aria-describedby={canPush && paste.text === '' ? hint : undefined}
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
      {canPush && paste.text === '' && (
        <p className="vh" id={hint}>
          {pushWord(profile, 'enter')}
        </p>
      )}
      {refused && <p className="hint">{t('popup.paste.refused')}</p>}
      <div className="popup__found scroll">
        <div aria-live="polite">
          {token ? (
            <FoundToken view={token} />
          ) : (
            <FoundLine found={paste.found} profile={profile} />
          )}
        </div>
        <Issues issues={paste.issues} />
        <PasteActions paste={paste} token={token} />
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

interface PasteActionsProps {
  readonly paste: ReturnType<typeof usePaste>
  /** The token in the field, once it is decoded. */
  readonly token: TokenView | null
}

function PasteActions({ paste, token }: PasteActionsProps) {
  const { action, submit, add, judge, showDetails } = paste
  if (action === null) return null
  return (
    <div className="btns found">
      <Button variant="primary" onClick={submit}>
        {t(labels[action])}
      </Button>
      {action === 'add' && <Button onClick={add}>{t('popup.paste.add')}</Button>}
      {token?.jwt.payload && (
        <CopyButton
          value={JSON.stringify(token.jwt.payload, null, 2)}
          label={t('popup.paste.copy_payload')}
        >
          {t('popup.paste.copy_payload')}
        </CopyButton>
      )}
      {action === 'profile' && <Button onClick={judge}>{t('panel.server.check')}</Button>}
      <span className="grow" />
      {action === 'add' && (
        <Button variant="link" onClick={showDetails}>
          {t('popup.details.open')}
        </Button>
      )}
      <kbd className="meta">Enter</kbd>
    </div>
  )
}

const labels = {
  add: 'popup.paste.add_open',
  show: 'popup.paste.show',
  inspect: 'popup.paste.inspect',
  profile: 'popup.paste.profile',
} as const
