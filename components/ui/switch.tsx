import { useId, type ReactNode } from 'react'

interface SwitchButtonProps {
  readonly on: boolean
  /** Ids of its name, and of what there is to say of it. */
  readonly labelledBy: string
  readonly describedBy?: string
  /** Why it cannot be switched; it stays in reach of the keyboard, so that this can be read. */
  readonly off?: string | null
  readonly title?: string | undefined
  readonly onChange: (on: boolean) => void
}

/** The switch alone, where its name stands elsewhere. */
export function SwitchButton(props: SwitchButtonProps) {
  const { on, labelledBy, describedBy, off = null, title, onChange } = props
  return (
    <button
      type="button"
      className={on ? 'switch is-on' : off === null ? 'switch' : 'switch is-off-limits'}
      role="switch"
      aria-checked={on}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-disabled={off === null ? undefined : true}
      title={title}
      onClick={() => off === null && onChange(!on)}
    />
  )
}

interface SwitchProps {
  readonly label: ReactNode
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

/** On or off at once, with its name beside it. */
export function Switch({ label, on, onChange }: SwitchProps) {
  const id = useId()
  return (
    <span className="with-switch">
      <SwitchButton on={on} labelledBy={id} onChange={onChange} />
      <span id={id}>{label}</span>
    </span>
  )
}
