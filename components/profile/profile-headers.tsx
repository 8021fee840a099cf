import { Plus, X } from 'lucide-react'
import { useId } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import { ruleProfileText } from '@/components/ui/rule-profile-text'
import { t } from '@/lib/i18n'
import {
  headerCalls,
  headersOfProfile,
  type CallHeader,
  type HeaderCalls,
} from '@/lib/oauth/call-headers'
import { fieldIssue, type PartProps } from './draft-fields'

const callNames = {
  all: 'panel.profile_headers.on_all',
  server: 'panel.profile_headers.on_server',
  resources: 'panel.profile_headers.on_resources',
  writes: 'panel.profile_headers.on_writes',
} as const satisfies Record<HeaderCalls, string>

/** Names of headers that some ecosystem uses. */
const suggestions = [
  ...new Set(
    Object.values(headersOfProfile)
      .flat()
      .map(({ name }) => name),
  ),
]

/** The headers that a profile sends with its calls, and those of its ecosystem that it does not have. */
export function ProfileHeaders({ draft, edit, issues }: PartProps) {
  const list = useId()
  const { headers, ruleProfile } = draft
  const set = (next: readonly CallHeader[]) => edit({ headers: next })
  const missing = missingHeaders(headers, headersOfProfile[ruleProfile])
  const issue = fieldIssue(issues, 'headers')
  return (
    <fieldset className="pairs">
      <legend className="vh">{t('panel.profile_headers.title')}</legend>
      {headers.map((row, index) => (
        <HeaderRow
          // oxlint-disable-next-line react/no-array-index-key -- rows have no identity but their place
          key={index}
          row={row}
          number={index + 1}
          list={list}
          onChange={(next) => set(headers.with(index, next))}
          onRemove={() => set(headers.toSpliced(index, 1))}
        />
      ))}
      <datalist id={list}>
        {suggestions.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
      {issue !== null && (
        <div className="hint">
          <StatusIcon status="fail" />
          <span>{issue}</span>
        </div>
      )}
      <div className="btns">
        <Button
          variant="link"
          icon={<Icon of={Plus} />}
          onClick={() => set([...headers, { name: '', value: '', on: 'resources' }])}
        >
          {t('panel.profile_headers.add')}
        </Button>
        {missing.length > 0 && (
          <Button
            variant="link"
            icon={<Icon of={Plus} />}
            onClick={() => set([...headers, ...missing])}
          >
            {t('panel.profile_headers.add_known', [ruleProfileText(ruleProfile)])}
          </Button>
        )}
      </div>
      <p className="hint">
        <span>
          <Prose>
            {t('panel.profile_headers.hint', ['{{uuid}}', '{{auth_time|http}}', '{{now+90d}}'])}
          </Prose>
        </span>
      </p>
    </fieldset>
  )
}

/** What the folded section says about the headers. */
export function headersText(headers: readonly CallHeader[]): string {
  const sent = headers.filter(({ name, value }) => name !== '' && value !== '')
  return sent.length === 0 ? t('panel.profile_more.none') : sent.map(({ name }) => name).join(', ')
}

function missingHeaders(
  headers: readonly CallHeader[],
  known: readonly CallHeader[],
): readonly CallHeader[] {
  const names = new Set(headers.map(({ name }) => name.trim().toLowerCase()))
  return known.filter(({ name }) => !names.has(name.toLowerCase()))
}

interface HeaderRowProps {
  readonly row: CallHeader
  readonly number: number
  /** The element with the suggested names. */
  readonly list: string
  readonly onChange: (row: CallHeader) => void
  readonly onRemove: () => void
}

function HeaderRow({ row, number, list, onChange, onRemove }: HeaderRowProps) {
  const label = t('panel.profile_headers.title')
  const named = row.name || label
  return (
    <div className="pairs__row pairs__row--headers">
      <span className="field">
        <input
          className="mono"
          aria-label={t('ui.pairs.name', [label, String(number)])}
          autoComplete="off"
          spellCheck={false}
          list={list}
          value={row.name}
          onChange={({ target }) => onChange({ ...row, name: target.value })}
        />
      </span>
      <span className="field">
        <input
          className="mono"
          aria-label={t('ui.pairs.value', [named])}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('panel.profile_headers.not_sent')}
          value={row.value}
          onChange={({ target }) => onChange({ ...row, value: target.value })}
        />
      </span>
      <select
        className="field"
        aria-label={t('panel.profile_headers.on', [named])}
        value={row.on}
        onChange={({ target }) => onChange({ ...row, on: target.value as HeaderCalls })}
      >
        {headerCalls.map((calls) => (
          <option key={calls} value={calls}>
            {t(callNames[calls])}
          </option>
        ))}
      </select>
      <IconButton label={t('ui.pairs.remove', [named])} onClick={onRemove}>
        <Icon of={X} />
      </IconButton>
    </div>
  )
}
