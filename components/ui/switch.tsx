import { useId, type ReactNode } from 'react'

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
      <button
        type="button"
        className={on ? 'switch is-on' : 'switch'}
        role="switch"
        aria-checked={on}
        aria-labelledby={id}
        onClick={() => onChange(!on)}
      />
      <span id={id}>{label}</span>
    </span>
  )
}
