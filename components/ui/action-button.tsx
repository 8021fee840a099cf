import type { ComponentProps } from 'react'
import { Button } from './button'
import { StatusIcon } from './icon'
import { plainText } from './prose'
import { useLate } from './use-late'

type ActionButtonProps = ComponentProps<typeof Button> & {
  /** Its action is running. */
  readonly pending?: boolean
  /** Why it is disabled. */
  readonly off?: string | null | undefined
}

/**
 * A button that sends something: it keeps the focus while it waits, and says why it is disabled.
 */
export function ActionButton(props: ActionButtonProps) {
  const { pending = false, off, onClick, icon, children, ...rest } = props
  const late = useLate(pending)
  const idle = pending || Boolean(off)
  return (
    <Button
      aria-disabled={idle || undefined}
      aria-busy={pending || undefined}
      title={off ? plainText(off) : undefined}
      icon={late ? <Pending /> : icon}
      onClick={(event) => !idle && onClick?.(event)}
      {...rest}
    >
      {children}
    </Button>
  )
}

/** The button itself shows that it is busy. */
function Pending() {
  return (
    <span className="btn__pending" aria-hidden="true">
      <StatusIcon status="pending" />
    </span>
  )
}
