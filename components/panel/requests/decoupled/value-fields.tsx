import { RotateCcw } from 'lucide-react'
import { useId } from 'react'
import { IconButton } from '@/components/ui/button'
import { Icon, StatusIcon } from '@/components/ui/icon'
import type { DecoupledValue } from '@/lib/oauth/decoupled-values'
import { fillText, hasVariables, type VariableScope } from '@/lib/oauth/variables'
import { t } from '@/lib/i18n'

interface ValueFieldsProps {
  readonly values: readonly DecoupledValue[]
  /** Values that differ from those of the profile, by name. */
  readonly given: Readonly<Record<string, string>>
  readonly scope: VariableScope
  /** Undefined brings the value of the profile back. */
  readonly onChange: (name: string, value: string | undefined) => void
}

/** The parameters of a first request, each in a field. An empty one is not sent. */
export function ValueFields({ values, given, scope, onChange }: ValueFieldsProps) {
  return values.map((each) => (
    <ValueField
      key={each.name}
      value={each}
      text={given[each.name] ?? each.value}
      scope={scope}
      onChange={(text) => onChange(each.name, text)}
    />
  ))
}

interface ValueFieldProps {
  readonly value: DecoupledValue
  readonly text: string
  readonly scope: VariableScope
  readonly onChange: (text: string | undefined) => void
}

function ValueField({ value: { name, value, isLong }, text, scope, onChange }: ValueFieldProps) {
  const id = useId()
  const filled = hasVariables(text) ? fillText(text, scope) : null
  const [unknown] = filled?.unknown ?? []
  const common = {
    id,
    value: text,
    placeholder: t('panel.requests.not_sent'),
    autoComplete: 'off',
    spellCheck: false,
    'aria-invalid': unknown === undefined ? undefined : true,
    'aria-describedby': `${id}-below`,
  }
  return (
    <div className={text === value ? 'cval' : 'cval is-changed'}>
      <span className="cval__n mono">
        <label htmlFor={id}>{name}</label>
        {text !== value && (
          <IconButton label={t('panel.requests.undo', [name])} onClick={() => onChange(undefined)}>
            <Icon of={RotateCcw} />
          </IconButton>
        )}
      </span>
      <div className="cval__f">
        {isLong ? (
          <textarea
            {...common}
            className="area area--code"
            rows={Math.min(10, Math.max(2, text.split('\n').length))}
            onChange={({ target }) => onChange(target.value)}
          />
        ) : (
          <span className={unknown === undefined ? 'field' : 'field is-fail'}>
            <input {...common} className="mono" onChange={({ target }) => onChange(target.value)} />
          </span>
        )}
        {filled && (
          <div className="hint" id={`${id}-below`}>
            {unknown === undefined ? (
              <span className="mono wrap">{filled.value}</span>
            ) : (
              <>
                <StatusIcon status="fail" />
                <span className="wrap">{t('panel.consents.no_variable', [unknown])}</span>
              </>
            )}
          </div>
        )}
      </div>
    </div>
  )
}
