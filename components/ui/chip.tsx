import type { ReactNode } from 'react'

interface ChipProps {
  readonly tone?: 'warn' | 'fail' | 'pass' | 'info'
  readonly children: ReactNode
}

/** A short fact, never a button. */
export function Chip({ tone, children }: ChipProps) {
  return <span className={tone ? `chip chip--${tone}` : 'chip'}>{children}</span>
}
