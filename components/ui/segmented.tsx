import { useRef, type KeyboardEvent, type ReactNode } from 'react'

interface SegmentedProps<V extends string> {
  readonly label: string
  readonly options: readonly {
    readonly value: V
    readonly label: string
    readonly icon?: ReactNode
  }[]
  readonly value: V
  readonly onChange: (value: V) => void
}

const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
}

/** A choice of a few options, all visible; the arrow keys choose. */
export function Segmented<V extends string>(props: SegmentedProps<V>) {
  const { label, options, value, onChange } = props
  const group = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const by = steps[event.key]
    if (by === undefined) return
    event.preventDefault()
    const index = options.findIndex((option) => option.value === value)
    const next = (index + by + options.length) % options.length
    const option = options[next]
    if (!option) return
    onChange(option.value)
    group.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div
      className="seg"
      role="radiogroup"
      aria-label={label}
      tabIndex={-1}
      ref={group}
      onKeyDown={move}
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn as joined buttons
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onChange(option.value)}
        >
          {option.label}
          {option.icon}
        </button>
      ))}
    </div>
  )
}
