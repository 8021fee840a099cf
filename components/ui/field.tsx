import { useId, type ComponentProps, type ReactNode } from 'react'
import { StatusIcon } from './icon'
import { Prose } from './prose'

interface LabelProps {
  readonly label: string
  readonly hint?: ReactNode
  /** The problem of the value. */
  readonly issue?: string | null | undefined
}

type FieldProps = LabelProps &
  Omit<ComponentProps<'input'>, 'size'> & {
    readonly mono?: boolean
    readonly size?: 'lg' | undefined
    /** Facts and buttons inside the box, after the text. */
    readonly end?: ReactNode
  }

/** A text field with its label above and its remarks below. */
export function Field(props: FieldProps) {
  const { label, hint, issue, mono, size, end, className, ...input } = props
  const id = useId()
  const box = ['field', size && 'field--lg', issue && 'is-fail'].filter(Boolean).join(' ')
  return (
    <div className={className}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className={box}>
        <input
          id={id}
          className={mono ? 'mono' : ''}
          autoComplete="off"
          spellCheck={false}
          {...described(id, hint, issue)}
          {...input}
        />
        {end}
      </div>
      <Below id={id} hint={hint} issue={issue} />
    </div>
  )
}

type AreaProps = LabelProps & ComponentProps<'textarea'>

export function Area({ label, hint, issue, className, ...area }: AreaProps) {
  const id = useId()
  return (
    <div className={className}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="area"
        autoComplete="off"
        spellCheck={false}
        {...described(id, hint, issue)}
        {...area}
      />
      <Below id={id} hint={hint} issue={issue} />
    </div>
  )
}

function described(id: string, hint: ReactNode, issue: LabelProps['issue']) {
  return {
    ...(issue ? { 'aria-invalid': true } : {}),
    ...(issue || hint ? { 'aria-describedby': `${id}-below` } : {}),
  }
}

function Below({ id, hint, issue }: Omit<LabelProps, 'label'> & { readonly id: string }) {
  if (!issue && !hint) return null
  return (
    <div className="hint" id={`${id}-below`}>
      {issue ? (
        <>
          <StatusIcon status="fail" />
          <span className="wrap">
            <Prose>{issue}</Prose>
          </span>
        </>
      ) : (
        hint
      )}
    </div>
  )
}
