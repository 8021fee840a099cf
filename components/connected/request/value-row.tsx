import './sheet.css'
import { Minus, Undo2 } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { IconButton } from '@/components/ui/button'
import { StatusIcon } from '@/components/ui/icon'
import { Icon } from '@/components/ui/icon'
import { issueText } from '@/components/ui/issue-line'
import { Prose } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import { fillText, hasVariables } from '@/lib/oauth/variables'
import type { Edited } from './edit-values'
import { useRows } from './sheet-context'
import { VariableField } from './variable-field'

interface ValueRowProps {
  readonly name: string
  /** What the sheet says of the value, if it is not a protocol name. */
  readonly label?: string
  /** The text in the field; null if the value is left out. */
  readonly value: string | null
  readonly isChanged: boolean
  readonly placeholder?: string
  /** Possible values, for a choice. */
  readonly options?: readonly string[]
  /** Suggestions for free text. */
  readonly suggestions?: readonly string[]
  readonly isLong?: boolean
  /** The field of the issues that are about this row. */
  readonly field: string
  /** A value of this kind cannot be left out by itself. */
  readonly isKept?: boolean
  readonly onChange: (value: Edited) => void
  /** Takes the place of the field. */
  readonly children?: ReactNode
}

/** ValueSheet row: name, value, and what undoes the change or leaves the value out. */
export function ValueRow(props: ValueRowProps) {
  const { name, label, value, isChanged, isKept = false, onChange, children } = props
  const id = useId()
  const { issues, now, variables, fresh } = useRows()
  const issue = issueOf(issues, props)
  const shown = label ?? name
  const isOut = value === null
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the key is the one of its field
    <div
      className={isChanged ? 'sheet__r is-changed' : 'sheet__r'}
      data-undo={isChanged ? '' : undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Backspace' || !event.altKey || !isChanged) return
        event.preventDefault()
        onChange(undefined)
      }}
    >
      <label className={label === undefined ? undefined : 'is-ui'} htmlFor={id}>
        {shown}
      </label>
      <div>{children ?? <Input {...props} id={id} isWrong={issue !== null} />}</div>
      <RowButton {...{ name: shown, isChanged, isKept, isOut, onChange }} />
      <Hint {...{ id, issue, value, now, variables, fresh }} />
    </div>
  )
}

type InputProps = ValueRowProps & { readonly id: string; readonly isWrong: boolean }

function Input({
  id,
  value,
  placeholder,
  options,
  suggestions,
  isLong,
  isWrong,
  onChange,
}: InputProps) {
  const list = `${id}-list`
  if (value === null)
    return (
      <div className="field is-off">
        <input id={id} value="" placeholder={t('panel.requests.not_sent')} readOnly />
      </div>
    )
  if (options)
    return (
      <select
        id={id}
        className="field mono"
        aria-invalid={isWrong || undefined}
        aria-describedby={`${id}-below`}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      >
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    )
  return (
    <>
      <VariableField
        {...{ id, value, placeholder, isWrong, onChange }}
        {...(isLong && { isLong })}
        list={suggestions && !isLong ? list : undefined}
      />
      {suggestions && (
        <datalist id={list}>
          {suggestions.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </datalist>
      )}
    </>
  )
}

interface RowButtonProps {
  readonly name: string
  readonly isChanged: boolean
  readonly isKept: boolean
  readonly isOut: boolean
  readonly onChange: (value: Edited) => void
}

function RowButton({ name, isChanged, isKept, isOut, onChange }: RowButtonProps) {
  if (isChanged)
    return (
      <IconButton
        label={t('panel.requests.undo', [name])}
        aria-keyshortcuts="Alt+Backspace"
        onClick={() => onChange(undefined)}
      >
        <Icon of={Undo2} />
      </IconButton>
    )
  if (isKept || isOut) return <span />
  return (
    <IconButton
      className="sheet__out"
      label={t('panel.requests.leave_out', [name])}
      onClick={() => onChange(null)}
    >
      <Icon of={Minus} />
    </IconButton>
  )
}

interface HintProps {
  readonly id: string
  readonly issue: Issue | null
  readonly value: string | null
  readonly now: number
  readonly variables: ReadonlyMap<string, string>
  readonly fresh: string
}

/** What is wrong with a value, or what its variables stand for. */
function Hint({ id, issue, value, now, variables, fresh }: HintProps) {
  if (issue)
    return (
      <p className="hint" id={`${id}-below`}>
        <StatusIcon status="fail" />
        <span className="wrap">
          <Prose>{issueText(issue)}</Prose>{' '}
          {issue.seen && <span className="mono">{issue.seen}</span>}
        </span>
      </p>
    )
  if (value === null || !hasVariables(value)) return null
  const filled = fillText(value, { now, values: variables, uuid: () => fresh })
  return (
    <p className="hint wrap" id={`${id}-below`}>
      {filled.unknown.length === 0 ? filled.value : t('panel.requests.no_value')}
    </p>
  )
}

/** The issue of a row. Extra parameters share a field, so the text decides whose it is. */
function issueOf(
  issues: readonly Issue[],
  { field, value }: Pick<ValueRowProps, 'field' | 'value'>,
): Issue | null {
  const isHere = ({ code, seen }: Issue) =>
    code !== 'variable_unknown' || (value ?? '').includes(seen ?? '')
  return issues.find((issue) => issue.field === field && isHere(issue)) ?? null
}
