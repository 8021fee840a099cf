import { useId, type ReactNode } from 'react'

interface SwitchButtonProps {
  readonly on: boolean
  /** The ids of its name and its description. */
  readonly labelledBy: string
  readonly describedBy?: string
  /** Why it is disabled; it stays focusable, so that the reason can be read. */
  readonly off?: string | null
  readonly title?: string | undefined
  readonly onChange: (on: boolean) => void
}

/** The switch alone, with its name elsewhere. */
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

/** A switch that takes effect immediately, with its name next to it. */
export function Switch({ label, on, onChange }: SwitchProps) {
  const id = useId()
  return (
    <span className="with-switch">
      <SwitchButton on={on} labelledBy={id} onChange={onChange} />
      <span id={id}>{label}</span>
    </span>
  )
}
