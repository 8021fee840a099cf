import '../ui/parts.css'
import { useId, type ReactNode } from 'react'
import { Segmented } from '@/components/ui/segmented'

interface ChoiceProps<V extends string> {
  readonly label: string
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly value: V
  readonly onChange: (value: V) => void
  readonly hint?: ReactNode
}

/** A choice of a few options with its label above. */
export function Choice<V extends string>({ hint, ...choice }: ChoiceProps<V>) {
  return (
    <div>
      <span className="label" aria-hidden="true">
        {choice.label}
      </span>
      <Segmented {...choice} />
      {hint !== undefined && <div className="hint">{hint}</div>}
    </div>
  )
}

/** A choice of several options with its label above. */
export function Select<V extends string>({
  label,
  options,
  value,
  onChange,
  hint,
}: ChoiceProps<V>) {
  const id = useId()
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="field"
        value={value}
        onChange={({ target }) => onChange(target.value as V)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint !== undefined && <div className="hint">{hint}</div>}
    </div>
  )
}

interface TickProps {
  readonly label: string
  readonly hint?: string
  readonly checked: boolean
  readonly onChange: (on: boolean) => void
}

export function Tick({ label, hint, checked, onChange }: TickProps) {
  const id = useId()
  return (
    <div className="tick">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
      <label htmlFor={id}>
        {label}
        {hint !== undefined && <span className="meta">{hint}</span>}
      </label>
    </div>
  )
}

/** Settings that few users need, folded. */
export function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="unfold">
      <summary>{title}</summary>
      <div className="unfold__body">{children}</div>
    </details>
  )
}
