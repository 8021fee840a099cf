import { Eye, EyeOff } from 'lucide-react'
import { useId, useState } from 'react'
import { IconButton } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { formatRelative } from '@/components/ui/format'
import { Icon } from '@/components/ui/icon'
import { useNow } from '@/components/ui/time'
import { t } from '@/lib/i18n'
import { secondsOf, withAgo, type DetailsDraft } from './details-draft'

interface DetailsFieldsProps {
  readonly draft: DetailsDraft
  readonly onChange: (draft: DetailsDraft) => void
  /** The lifetime in seconds, if the server sent one. */
  readonly expiresIn: number | null
  /** The `Date` header of the PAR response. */
  readonly date: number | null
  /** The meaning of `received` if nothing is chosen. */
  readonly kept: string
}

/** Details that a tester can add to a request_uri that was pushed elsewhere. */
export function DetailsFields({ draft, onChange, expiresIn, date, kept }: DetailsFieldsProps) {
  const edit = (change: Partial<DetailsDraft>) => onChange({ ...draft, ...change })
  return (
    <div className="details__fields">
      <Field
        label={t('popup.details.name')}
        value={draft.label}
        onChange={({ target }) => edit({ label: target.value })}
      />
      <Field
        label={t('popup.details.expires_in')}
        value={draft.expiresIn}
        onChange={({ target }) => edit({ expiresIn: target.value })}
        placeholder={expiresIn === null ? t('popup.details.not_known') : String(expiresIn)}
        hint={t(expiresIn === null ? 'popup.details.seconds' : 'popup.details.from_response')}
        issue={secondsIssue(draft.expiresIn)}
        inputMode="numeric"
        mono
      />
      <Received {...{ draft, edit, date, kept }} />
      {draft.received === 'ago' && (
        <Field
          label={t('popup.details.ago')}
          value={draft.ago}
          onChange={({ target }) => onChange(withAgo(draft, target.value, Date.now()))}
          issue={secondsIssue(draft.ago)}
          inputMode="numeric"
          mono
        />
      )}
      <Field
        className="is-param"
        label="state"
        placeholder={t('popup.details.compared')}
        value={draft.state}
        onChange={({ target }) => edit({ state: target.value })}
        mono
      />
      <Field
        className="is-param"
        label="nonce"
        placeholder={t('popup.details.compared')}
        value={draft.nonce}
        onChange={({ target }) => edit({ nonce: target.value })}
        mono
      />
      <MaskedField
        label="code_verifier"
        value={draft.codeVerifier}
        hint={t('popup.details.verifier_hint')}
        onChange={(codeVerifier) => edit({ codeVerifier })}
      />
    </div>
  )
}

function secondsIssue(text: string): string | null {
  return secondsOf(text) === undefined ? t('popup.details.not_seconds') : null
}

interface ReceivedProps extends Pick<DetailsFieldsProps, 'draft' | 'date' | 'kept'> {
  readonly edit: (change: Partial<DetailsDraft>) => void
}

function Received({ draft, edit, date, kept }: ReceivedProps) {
  const id = useId()
  const now = useNow()
  return (
    <div>
      <label className="label" htmlFor={id}>
        {t('popup.details.received')}
      </label>
      <select
        id={id}
        className="field"
        value={draft.received}
        onChange={({ target }) => edit({ received: target.value as DetailsDraft['received'] })}
      >
        <option value="kept">{kept}</option>
        {date !== null && (
          <option value="date">
            {t('popup.details.date_header', [formatRelative(date - now)])}
          </option>
        )}
        <option value="ago">{t('popup.details.seconds_ago')}</option>
      </select>
    </div>
  )
}

interface MaskedFieldProps {
  readonly label: string
  readonly value: string
  readonly hint: string
  readonly onChange: (value: string) => void
}

function MaskedField({ label, value, hint, onChange }: MaskedFieldProps) {
  const [shown, setShown] = useState(false)
  const id = useId()
  return (
    <div className="is-param">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className="field">
        <input
          id={id}
          className={shown ? 'mono' : 'mono details__masked'}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          aria-describedby={`${id}-below`}
          autoComplete="off"
          spellCheck={false}
        />
        <IconButton
          label={t(shown ? 'ui.secret.mask' : 'ui.secret.reveal', [label])}
          onClick={() => setShown(!shown)}
        >
          <Icon of={shown ? EyeOff : Eye} />
        </IconButton>
      </div>
      <div className="hint" id={`${id}-below`}>
        {hint}
      </div>
    </div>
  )
}
