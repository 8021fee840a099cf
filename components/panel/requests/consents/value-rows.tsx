import { useId, useState, type ReactNode } from 'react'
import { StatusIcon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { RotateCcw } from 'lucide-react'
import type { TemplateScope } from '@/lib/consent/templates/fill'
import type { TemplateValue } from '@/lib/flow/model/flow-consent'
import { isSameJson } from '@/lib/model/same-json'
import { parseJson } from '@/lib/model/strict-json'
import { fillText, hasVariables } from '@/lib/oauth/variables'
import { t } from '@/lib/i18n'

interface ValueRowsProps {
  /** The values as in the template. */
  readonly values: readonly TemplateValue[]
  readonly given: Readonly<Record<string, unknown>>
  readonly scope: TemplateScope
  /** Undefined brings the value of the template back. */
  readonly onChange: (name: string, value: unknown) => void
}

/** The values of a template, each in a field of its kind. */
export function ValueRows({ values, given, scope, onChange }: ValueRowsProps) {
  return values.map((each) => {
    const value = Object.hasOwn(given, each.name) ? given[each.name] : each.value
    const Input = inputs[each.kind]
    return (
      <Row
        key={each.name}
        name={each.name}
        isChanged={!isSameJson(value, each.value)}
        onUndo={() => onChange(each.name, undefined)}
      >
        {(labelId) => (
          <Input
            labelId={labelId}
            name={each.name}
            value={value}
            options={each.options ?? []}
            scope={scope}
            onChange={(next) => onChange(each.name, next)}
          />
        )}
      </Row>
    )
  })
}

interface RowProps {
  readonly name: string
  readonly isChanged: boolean
  readonly onUndo: () => void
  readonly children: (labelId: string) => ReactNode
}

function Row({ name, isChanged, onUndo, children }: RowProps) {
  const id = useId()
  return (
    <div className={isChanged ? 'cval is-changed' : 'cval'} role="group" aria-labelledby={id}>
      <span className="cval__n mono" id={id}>
        {name}
        {isChanged && (
          <IconButton label={t('panel.consents.undo_value', [name])} onClick={onUndo}>
            <Icon of={RotateCcw} />
          </IconButton>
        )}
      </span>
      <div className="cval__f">{children(id)}</div>
    </div>
  )
}

interface InputProps {
  readonly labelId: string
  readonly name: string
  readonly value: unknown
  readonly options: readonly string[]
  readonly scope: TemplateScope
  readonly onChange: (value: unknown) => void
}

/** What is offered, and what the tester added. */
function ListInput({ value, options, onChange }: InputProps) {
  const chosen = Array.isArray(value) ? value.map(String) : []
  const all = [...new Set([...options, ...chosen])]
  return (
    <div className="cval__list">
      {all.map((option) => (
        <label key={option}>
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={({ target }) =>
              onChange(
                all.filter((each) => (each === option ? target.checked : chosen.includes(each))),
              )
            }
          />
          {option}
        </label>
      ))}
    </div>
  )
}

function TextInput({ labelId, name, value, scope, onChange }: InputProps) {
  const text = String(value)
  const filled = hasVariables(text) ? fillText(text, scope.texts) : null
  const known = text === '' ? scope.texts.values.get(name) : undefined
  const [unknown] = filled?.unknown ?? []
  return (
    <>
      <span className={unknown ? 'field is-fail' : 'field'}>
        <input
          className="mono"
          type="text"
          aria-labelledby={labelId}
          aria-invalid={unknown ? true : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={known ?? t('panel.consents.not_sent')}
          value={text}
          onChange={({ target }) => onChange(target.value)}
        />
      </span>
      {filled && (
        <div className="hint">
          {unknown ? (
            <>
              <StatusIcon status="fail" />
              <span className="wrap">{t('panel.consents.no_variable', [unknown])}</span>
            </>
          ) : (
            <span className="mono wrap">{filled.value}</span>
          )}
        </div>
      )}
    </>
  )
}

function NumberInput({ labelId, value, onChange }: InputProps) {
  return (
    <span className="field">
      <input
        className="mono"
        type="number"
        aria-labelledby={labelId}
        value={String(value)}
        onChange={({ target }) => {
          if (target.value !== '' && Number.isFinite(target.valueAsNumber))
            onChange(target.valueAsNumber)
        }}
      />
    </span>
  )
}

function SwitchInput({ labelId, value, onChange }: InputProps) {
  return (
    <div className="cval__list">
      <label>
        <input
          type="checkbox"
          aria-labelledby={labelId}
          checked={value === true}
          onChange={({ target }) => onChange(target.checked)}
        />
        <span className="mono">{String(value)}</span>
      </label>
    </div>
  )
}

/** What is typed stays in the field; only JSON becomes the value. */
function JsonInput({ labelId, value, onChange }: InputProps) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2))
  const { error } = parseJson(text)
  return (
    <>
      <textarea
        className="area"
        rows={3}
        aria-labelledby={labelId}
        aria-invalid={error === null ? undefined : true}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          const read = parseJson(target.value)
          if (read.error === null) onChange(read.value)
        }}
      />
      {error !== null && (
        <div className="hint">
          <StatusIcon status="fail" />
          <span className="wrap">{t('panel.consents.not_json', [error])}</span>
        </div>
      )}
    </>
  )
}

const inputs = {
  list: ListInput,
  text: TextInput,
  number: NumberInput,
  switch: SwitchInput,
  json: JsonInput,
} as const satisfies Record<TemplateValue['kind'], (props: InputProps) => ReactNode>
